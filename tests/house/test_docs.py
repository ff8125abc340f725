"""Docs cannot drift: every command is described with an example, and what is generated is up to date."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from archive.cli import ROOMS, pressmark

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_every_command_has_help_with_an_example(name):
    command = pressmark.get_command(click.Context(pressmark), name)
    text = command.get_help(click.Context(command, info_name=f"pressmark {name}"))
    assert f"pressmark {name}" in text.split("Example:")[1]


def test_generated_pages_are_up_to_date():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_opens_with_the_two_commands():
    opening = (ROOT / "README.md").read_text()[:400]
    assert "make demo" in opening
    assert "make test" in opening
