"""Saved searches tell what is new since they were last run; the log tells what a methods section has to."""

import csv
import io
import json

import pytest

RAID, OTHER = "The raid ended at noon.", "Nothing of the kind."


def added(run, folder, **stories):
    """Adds stories, `n4=OTHER` being the fourth and what it says."""
    table = folder / f"{'-'.join(stories)}.jsonl"
    rows = [
        {"url": f"https://courier.example/{n[1:]}", "title": f"Story {n[1:]}", "text": f"Opening {n[1:]}.\n\n{words}"}
        for n, words in stories.items()
    ]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", table)


@pytest.fixture(scope="module")
def filled(run_in):
    """A folder with an archive of three stories with a raid, and a fourth without."""
    run, folder = run_in
    added(run, folder, n1=RAID, n2=RAID, n3=RAID, n4=OTHER)
    return folder


@pytest.fixture
def archive(copied, filled):
    return copied(filled)


def test_what_is_new(run, ask, tmp_path):
    added(run, tmp_path, n1=RAID, n2=RAID)
    assert run("save", "raids", "raid", "-drug").stdout == "raids: raid -drug\n"
    assert "not run yet" in run("saved").stdout
    assert [one["id"] for one in ask("saved", "raids", "--peek")["new"]] == [2, 1]
    assert "2 new in its first run, 2 articles in all" in run("saved", "raids").stdout
    assert "0 new since" in run("saved", "raids").stdout
    added(run, tmp_path, n3=RAID, n4=OTHER)
    run("set", "1", "--title", "Another story")
    found = ask("saved", "raids")
    assert {(one["id"], one["version"], one["is_changed"]) for one in found["new"]} == {
        (3, "1", False),
        (1, "1.1", True),
    }
    assert found["matches"] == 3
    (listed,) = ask("saved")
    assert (listed["name"], listed["matches"], listed["asked"]["query"]) == ("raids", 3, "raid -drug")
    run("saved", "raids", "--remove")
    assert "no search is saved" in run("saved").stdout
    assert "no search is saved as “raids”" in run("saved", "raids", code=1).stderr
    assert "cannot be a name" in run("save", "a/b", "raid", code=2).stderr


def test_the_log(run, ask, archive):
    run("export", "raid", "-o", "a.csv")
    run("export", "raid", "story", "-o", "a.zip", "--count", "distinct")
    run("sample", "raid", "--n", "2", "-o", "s.csv")
    run("save", "kinds", "kind")
    run("saved", "kinds")
    lines = ask("log")
    assert [(one["command"], one["query"], one["matches"], one["written"], one["excluded"]) for one in lines] == [
        ("export", "raid", 3, 3, 1), ("export", "raid story", 3, 3, 1), ("sample", "raid", 3, 2, 1), ("saved", "kind", 1, 1, 3),
    ]  # fmt: skip
    assert "3 matched, 2 written, 1 left out" in run("log").stdout
    run("log", "-o", "log.csv")
    rows = list(csv.DictReader(io.StringIO((archive / "log.csv").read_text())))
    assert [row["understood"] for row in rows] == ["raid", "raid story", "raid", "kind"]
    assert "cannot be .ris" in run("log", "-o", "log.ris", code=2).stderr


def test_an_archive_that_cannot_be_written_can_be_exported(run, archive):
    run("export", "raid", "-o", "a.csv")
    assert "log" not in run("export", "raid", "-o", "-").stderr


def test_methods_and_samples(run, ask, archive):
    run("export", "raid", "-o", "a.zip")
    live, packed = run("methods", "raid").stdout, run("methods", "a.zip").stdout
    assert live.splitlines()[:7] == packed.splitlines()[:7]
    assert "included               3" in packed
    assert ask("methods", "raid")["flow"]["matched"] == 3
    assert "3 articles" in run("sample", "raid", "--n", "9", "-o", "s.xlsx").stderr
    assert "not by “colour”" in run("sample", "raid", "--n", "2", "--by", "colour", "-o", "s.csv", code=2).stderr
    assert "cannot be .zip" in run("sample", "raid", "--n", "2", "-o", "s.zip", code=2).stderr
