"""Saved searches tell what is new since they were last run; the log tells what a methods section has to."""

import csv
import io
import json

import pytest


@pytest.fixture
def add(run, tmp_path):
    def add(*numbers, words="The raid ended at noon."):
        table = tmp_path / f"rows{numbers[0]}{len(words)}.jsonl"
        rows = [
            {"url": f"https://courier.example/{n}", "title": f"Story {n}", "text": f"Opening {n}.\n\n{words}"}
            for n in numbers
        ]
        table.write_text("".join(json.dumps(row) + "\n" for row in rows))
        run("add", table)

    return add


def test_what_is_new(run, ask, add):
    add(1, 2)
    assert run("save", "raids", "raid", "-drug").stdout == "raids: raid -drug\n"
    assert "not run yet" in run("saved").stdout
    assert [one["id"] for one in ask("saved", "raids", "--peek")["new"]] == [2, 1]
    assert "2 new in its first run, 2 articles in all" in run("saved", "raids").stdout
    assert "0 new since" in run("saved", "raids").stdout
    add(3)
    add(4, words="Nothing of the kind.")
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


def test_the_log(run, ask, add, tmp_path):
    add(1, 2, 3)
    add(4, words="Nothing of the kind.")
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
    rows = list(csv.DictReader(io.StringIO((tmp_path / "log.csv").read_text())))
    assert [row["understood"] for row in rows] == ["raid", "raid story", "raid", "kind"]
    assert "cannot be .ris" in run("log", "-o", "log.ris", code=2).stderr


def test_an_archive_that_cannot_be_written_can_be_exported(run, add, tmp_path):
    add(1)
    run("export", "raid", "-o", "a.csv")
    assert "log" not in run("export", "raid", "-o", "-").stderr


def test_methods_and_samples(run, ask, add, tmp_path):
    add(1, 2, 3)
    run("export", "raid", "-o", "a.zip")
    live, packed = run("methods", "raid").stdout, run("methods", "a.zip").stdout
    assert live.splitlines()[:7] == packed.splitlines()[:7]
    assert "included               3" in packed
    assert ask("methods", "raid")["flow"]["matched"] == 3
    assert "3 articles" in run("sample", "raid", "--n", "9", "-o", "s.xlsx").stderr
    assert "not by “colour”" in run("sample", "raid", "--n", "2", "--by", "colour", "-o", "s.csv", code=2).stderr
    assert "cannot be .zip" in run("sample", "raid", "--n", "2", "-o", "s.zip", code=2).stderr
