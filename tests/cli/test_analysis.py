"""The commands that count a search."""

import csv
import io
import json

import pytest

STORIES = {
    "one": "The old ferry left the quay.\n\nNobody saw the ferry again.",
    "two": "A new ferry is late again, and the quay is cold.",
}


@pytest.fixture(scope="module")
def folder(run_in):
    return run_in[1]


@pytest.fixture(scope="module")
def filled(run_in):
    run, folder = run_in
    for at, (name, words) in enumerate(STORIES.items(), 1):
        (folder / f"{name}.txt").write_text(words)
        run("add", f"{name}.txt", "--published", f"2024-0{at}-01", "--title", name)
    return run


@pytest.fixture
def ask(filled):
    return lambda *words: json.loads(filled(*words, "--json").stdout)


def test_a_concordance_is_aligned(filled):
    lines = filled("concordance", "ferry").stdout.splitlines()
    assert len({line.index("ferry") for line in lines}) == 1
    assert lines[0].startswith("      2#p1")


def test_a_concordance_as_data(filled, ask):
    assert [one["paragraph"] for one in ask("concordance", "ferry")["lines"]] == [1, 1, 2]
    rows = list(csv.DictReader(io.StringIO(filled("concordance", "ferry", "--csv").stdout)))
    assert rows[0]["left"] == "A new "


def test_trends_are_told_and_drawn(filled, ask, folder):
    pytest.importorskip("matplotlib", reason="pictures need the extra “plots”")
    told = filled("trends", "ferry", "new ferry", "--png", "t.png")
    assert "ferry: 2, most 1 in 2024-01" in told.stdout
    assert (folder / "t.png").read_bytes().startswith(b"\x89PNG")
    assert [one["counts"] for one in ask("trends", "ferry", "new ferry")["queries"]] == [[1, 1], [0, 1]]
    assert filled("trends", "ferry", "--csv").stdout == "start,total,ferry\n2024-01,1,1\n2024-02,1,1\n"
    assert "nothing was found" in filled("trends", "zebra").stdout


def test_keywords_say_what_they_were_counted_in(filled):
    told = filled("keyness", "new", "--against", "old")
    assert "1 of 1 articles, against 1 of 1" in told.stderr
    assert "name a query" in filled("keyness", "!!!", code=2).stderr
    assert filled("collocates", "ferry", "--csv").stdout.startswith("word,count,elsewhere,likelihood,ratio\n")
