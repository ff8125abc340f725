"""Runs the command itself, as a person would, in a folder of its own."""

import json
import os
import subprocess
import sys

import pytest


@pytest.fixture
def run(tmp_path):
    """Runs `pressmark ...`; the archive is `x.db` of the test unless another is named."""
    environment = {
        **os.environ,
        "PRESSMARK_DB": str(tmp_path / "x.db"),
        "PYTHONWARNINGS": "error",
        "PYTHONIOENCODING": "utf-8",
    }

    def run(*words, stdin="", code=0):
        command = [sys.executable, "-m", "archive", *map(str, words)]
        done = subprocess.run(
            command, input=stdin, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def ask(run):
    """The JSON that a command prints."""
    return lambda *words, **named: json.loads(run(*words, "--json", **named).stdout)
