"""Every kind of failure that this room tells is a word of the house."""

import ast
from pathlib import Path
from typing import get_args

from archive.model import Why

FETCH = Path(__file__).parents[2] / "archive" / "fetch"


def test_kinds_of_failure_are_words_of_the_house():
    calls = [
        node
        for file in FETCH.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
    ]
    kinds = {
        call.args[0].value
        for call in calls
        if getattr(call.func, "id", "") == "FetchError" and isinstance(call.args[0], ast.Constant)
    }
    assert {"robots", "opted out", "too slow", "not allowed"} <= kinds <= set(get_args(Why))
