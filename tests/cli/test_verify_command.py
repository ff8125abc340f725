"""`pressmark verify` as a person or a script has it, and `pressmark add` as a machine that fails has it."""

import gzip
import json
import random
import subprocess
import sys
import threading

import pytest
from hypothesis import settings

STATEMENT = "The drivers of the depot say that nobody asked them, statement number {0}.\n\nThey will be back on Monday."
# From outside, each kill costs a start of the program: many of them are for `make torture`.
KILLS = 30 if settings.get_current_profile_name() == "torture" else 2


@pytest.fixture(scope="module")
def filled(run_in):
    """A folder with three statements, and an archive of them."""
    run, folder = run_in
    statements = folder / "statements"
    statements.mkdir()
    for number in range(3):
        (statements / f"{number}.txt").write_text(STATEMENT.format(number))
    run("add", statements)
    return folder


@pytest.fixture
def archive(copied, filled):
    return copied(filled)


def test_all_is_well_and_it_says_so(run, ask, archive):
    assert run("verify").stdout.splitlines() == [
        "3 captures: unchanged since capture",
        "3 texts: as recorded",
        "3 readings: the same text",
    ]
    assert ask("verify", "--hashes-only") == {
        "checked": {"capture": {"unchanged since capture": 3}, "text": {"as recorded": 3}, "reading": {}},
        "failures": [],
    }
    assert "article 2 v1: as recorded" in run("verify", "2").stdout


def test_what_fails_is_named_with_what_to_do(run, archive):
    (file,) = (archive / "x-warcs").iterdir()
    file.rename(archive / "elsewhere")
    done = run("verify", code=1)
    assert "capture 1: missing" in done.stderr
    assert f"put {file.name} back into" in done.stderr
    assert "3 captures: missing" in done.stdout
    assert len(json.loads(run("verify", "--json", code=1).stdout)["failures"]) == 3


@pytest.mark.parametrize(("thing", "code"), [("-1", 2), ("99", 1)])
def test_what_is_no_article(run, archive, thing, code):
    assert run("verify", thing, code=code).stdout == ""


def test_an_empty_archive_and_none(run):
    assert "no archive" in run("verify", code=1).stderr
    run("config", "title", "Depots")
    assert run("verify").stdout == "there is nothing to verify\n"


def test_a_web_archive_from_the_command_line(run, ask, tmp_path, warc_record):
    page = (
        "<!doctype html><title>Depot</title><h1>Depot</h1>" + "<p>The tram depot on Harbour Street closes soon.</p>" * 9
    )
    record = warc_record("https://courier.example/depot", page.encode())
    (tmp_path / "crawl.warc.gz").write_bytes(gzip.compress(record) + gzip.compress(record)[:-40])
    done = run("add", "crawl.warc.gz", code=1)
    assert "breaks off" in done.stderr
    assert "1 added · 1 rejected" in done.stdout
    assert ask("show", 1)["evidence"]["captured_at"] == "2022-05-16T10:11:12Z"
    (tmp_path / "crawl.warc.gz").unlink()
    run("verify")


def test_row_72_killed_again_and_again_from_outside(run, tmp_path):
    """Whatever moment a machine stops at, the next run goes on, and at the end everything is there once and verified."""
    statements = tmp_path / "statements"
    statements.mkdir()
    for number in range(400):
        (statements / f"{number}.txt").write_text(STATEMENT.format(number))
    draw = random.Random(72)  # noqa: S311 - it has to be the same at every run
    for _ in range(KILLS):
        command = [sys.executable, "-m", "archive", "--db", str(tmp_path / "x.db"), "add", "--quiet", str(statements)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        timer = threading.Timer(draw.uniform(0.3, 3.0), process.kill)
        timer.start()
        process.wait()
        timer.cancel()
    run("add", statements)
    assert "400 texts: as recorded" in run("verify", "--hashes-only").stdout
