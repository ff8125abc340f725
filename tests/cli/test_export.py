"""`pressmark export` end to end: what the ending says, whole or not at all."""

import csv
import io
import json
import zipfile

import pytest
import rispy


@pytest.fixture(scope="module")
def filled(run_in):
    run, folder = run_in
    rows = [
        {"url": f"https://courier.example/{n}", "title": f"=Story {n}", "outlet": "The Eastgate Courier", "byline": "Ines Marlowe",
         "published": f"2020-12-0{n}", "text": f"Opening {n}.\n\nThe raid ended at noon."}
        for n in (1, 2, 3)
    ]  # fmt: skip
    table = folder / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", table)
    return folder


@pytest.fixture
def archive(copied, filled):
    return copied(filled)


def table(path, encoding="utf-8"):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


@pytest.mark.parametrize(
    "name", ["a.csv", "a.xlsx", "a.jsonl", "a.parquet", "a.txt.zip", "a.zip", "a.ris", "a.bib", "a.csl.json"]
)
def test_the_ending_says_as_what(run, archive, name):
    assert "3 rows" in run("export", "raid", "-o", name).stderr
    assert (archive / name).stat().st_size > 100
    assert [one.name for one in archive.iterdir() if "unfinished" in one.name] == []


def test_what_is_in_them(run, archive):
    for name in ("a.csv", "a.jsonl", "a.ris", "a.txt.zip"):
        run("export", "-o", name)
    assert [row["title"] for row in table(archive / "a.csv")] == ["=Story 3", "=Story 2", "=Story 1"]
    assert json.loads((archive / "a.jsonl").read_text().splitlines()[0])["authors"] == ["Ines Marlowe"]
    assert rispy.loads((archive / "a.ris").read_text())[0]["title"] == "=Story 3"
    assert zipfile.ZipFile(archive / "a.txt.zip").namelist() == [
        "3-story-3.txt",
        "2-story-2.txt",
        "1-story-1.txt",
        "metadata.csv",
    ]


def test_for_excel(run, archive):
    run("export", "-o", "a.csv", "--excel", "--columns", "id,title")
    assert table(archive / "a.csv", "utf-8-sig")[0] == {"id": "3", "title": "'=Story 3"}


def test_without_the_text_and_a_row_a_day(run, archive):
    run("export", "-o", "a.csv", "--no-text")
    assert list(table(archive / "a.csv")[0])[-1] == "snippet"
    run("export", "raid", "-o", "days.csv", "--rows", "days")
    assert table(archive / "days.csv")[:2] == [
        {"start": "2020-12-01", "count": "1", "total": "1"},
        {"start": "2020-12-02", "count": "1", "total": "1"},
    ]


def test_copies_are_folded_when_asked_for(run, archive):
    import sqlite3

    with sqlite3.connect(archive / "x.db") as conn:
        conn.execute("UPDATE articles SET copy_of = 1 WHERE id = 2")
    conn.close()
    run("export", "-o", "a.csv", "--count", "distinct")
    assert [row["id"] for row in table(archive / "a.csv")] == ["3", "2"]
    run("export", "-o", "a.csv")
    assert len(table(archive / "a.csv")) == 3


def test_what_was_there_stays_where_the_new_file_cannot_be_whole(run, archive):
    (archive / "a.csv").write_text("kept")
    (archive / "gone").mkdir()
    assert "cannot be written" in run("export", "-o", "nowhere/a.csv", code=1).stderr
    assert "no column" in run("export", "-o", "a.csv", "--columns", "titel", code=2).stderr
    assert "its ending should be" in run("export", "-o", "a.pdf", code=2).stderr
    assert "fields of its own" in run("export", "-o", "a.ris", "--columns", "id", code=2).stderr
    assert (archive / "a.csv").read_text() == "kept"


def test_a_package_is_verified_and_asked_again(run, ask, archive):
    run("export", "raid", "-o", "a.zip")
    assert "a.zip is whole: 3 articles" in run("verify", "a.zip").stdout
    run("set", "2", "--title", "Another story")
    said = run("export", "--again", "a.zip", "-o", "b.zip")
    assert "2  v1 → v1.1  Another story" in said.stdout
    assert "0 added, 1 changed, 0 withdrawn, 2 the same" in said.stdout
    assert [one["id"] for one in ask("export", "--again", "a.zip")["changed"]] == [2]
    assert ask("export", "--again", "b.zip")["same"] == 3
    with zipfile.ZipFile(archive / "a.zip", "a") as opened:
        opened.writestr("more.txt", "x")
    assert "more.txt: the manifest does not know it" in run("verify", "a.zip", code=1).stderr
    assert ask("verify", "a.zip", code=1)["faults"][0]["name"] == "more.txt"
    assert "says what is wrong" in run("export", "--again", "a.zip", code=1).stderr
    assert "leave out the query" in run("export", "raid", "--again", "a.zip", code=2).stderr
    assert "where to?" in run("export", "raid", code=2).stderr
    assert "cannot be read" in run("verify", "nowhere.zip", code=1).stderr


def test_a_row_a_match(run, archive):
    run("export", "raid", "-o", "lines.csv", "--rows", "matches")
    lines = table(archive / "lines.csv")
    assert [(line["article_id"], line["paragraph"], line["left"], line["hit"], line["right"]) for line in lines] == [
        (number, "2", "The ", "raid", " ended at noon.") for number in ("3", "2", "1")
    ]
    assert "columns of its own" in run("export", "raid", "-o", "lines.zip", "--rows", "matches", code=2).stderr
