"""The commands that docs/collecting.md shows are commands that there are."""

import re
import shlex
from pathlib import Path

import click
import pytest

from archive.cli import pressmark

PAGE = Path(__file__).parents[2] / "docs" / "collecting.md"
LINES = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.DOTALL)
    for line in block.splitlines()
    if line.startswith("pressmark")
]


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_page_is_understood(line):
    command, words = pressmark, shlex.split(line)[1:]
    with click.Context(pressmark) as context:
        while isinstance(command, click.Group):
            command = command.get_command(context, words[0])
            words = words[1:]
        assert command.make_context(command.name, words, parent=context).params


def test_there_are_some():
    assert len(LINES) > 20


def test_every_word_of_a_reason_is_explained():
    from typing import get_args

    from archive.model import Why

    assert all(f"`{word}`" in PAGE.read_text() for word in get_args(Why))
