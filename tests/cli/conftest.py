"""Runs the command itself, as a person would, in a folder of its own."""

import json
import os
import shutil
import subprocess
import sys

import pytest


def running(folder):
    """What runs `pressmark ...` in a folder; the archive is its `x.db` unless another is named."""
    environment = {
        **os.environ,
        "PRESSMARK_DB": str(folder / "x.db"),
        "PYTHONWARNINGS": "error",
        "PYTHONIOENCODING": "utf-8",
    }

    def run(*words, stdin="", code=0):
        command = [sys.executable, "-m", "archive", *map(str, words)]
        done = subprocess.run(
            command, input=stdin, capture_output=True, text=True, cwd=folder, env=environment, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def run(tmp_path):
    """Runs `pressmark ...` in the folder of the test."""
    return running(tmp_path)


@pytest.fixture(scope="module")
def run_in(tmp_path_factory):
    """Runs `pressmark ...` in a folder of its module, for tests that change nothing there; and the folder."""
    folder = tmp_path_factory.mktemp("lasting")
    return running(folder), folder


@pytest.fixture
def copied(tmp_path):
    """Copies such a folder, archive and all, into that of the test, which may change it: to make one takes a second."""

    def copied(folder):
        return shutil.copytree(folder, tmp_path, dirs_exist_ok=True)

    return copied


@pytest.fixture
def ask(run):
    """The JSON that a command prints."""
    return lambda *words, **named: json.loads(run(*words, "--json", **named).stdout)
