"""A command imports what it needs and no more: what is imported at every start, everybody waits for."""

import os
import subprocess
import sys

import pytest

# What takes a tenth of a second or more by itself, or brings along what does.
HEAVY = {
    "archive.extract", "archive.fetch", "archive.search", "courlan", "dateparser", "datasette", "feedparser", "httpcore", "httpx",
    "lxml.etree", "matplotlib", "numpy", "pyarrow", "rich", "snowballstemmer", "sqlite_utils", "trafilatura", "xlsxwriter",
}  # fmt: skip
READING = {"archive.extract", "lxml.etree"}
SEARCHING = {"archive.search", "numpy"}


@pytest.fixture(scope="module")
def filled(run_in):
    run, folder = run_in
    (folder / "depot.txt").write_text("Depot\n\nThe bailiffs left at noon.")
    run("add", "depot.txt")
    return folder


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("cite 1", set()),
        ("config", set()),
        ("verify --hashes-only", READING),
        ("show 1", SEARCHING),
        ("search depot", SEARCHING),
        ("export -o a.csv", SEARCHING),
        ("saved", SEARCHING),
        ("source list", {"archive.fetch", "courlan", "feedparser", "httpcore", "lxml.etree"}),
        ("add depot.txt", {"archive.fetch", "courlan", "feedparser", "httpcore", *READING}),
    ],
)
def test_what_a_command_imports(filled, words, needed):
    command = [sys.executable, "-X", "importtime", "-m", "archive", *words.split()]
    environment = {**os.environ, "PRESSMARK_DB": str(filled / "x.db")}
    done = subprocess.run(command, capture_output=True, text=True, cwd=filled, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "archive.cli" in imported
    assert imported & HEAVY <= needed
