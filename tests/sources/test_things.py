"""Anything a person names becomes items, or is refused with a reason; nothing is passed over in silence."""

import gzip
from pathlib import Path

import pytest

from archive.model import Found, Given, Refused
from tests.sources.conftest import kinds

PAGE = "<!doctype html><html><title>Depot</title><p>The depot closes on Friday.</html>"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("empty.html", b"", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0", "not text, HTML"),
        ("noise", bytes(range(256)), "not text, HTML"),
        ("bad.html.gz", b"\x1f\x8b" + b"x" * 40, None),
        ("bad.txt.gz", b"\x1f\x8b" + b"x" * 40, "compression is damaged"),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 900)[:-12], "gzip is damaged"),
        ("nothing.csv", b"a,b\n1,2\n", "no column is called text"),
    ],
)
def test_files_that_cannot_be_taken(items, tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    last = items(name)[-1]
    if reason is None:  # HTML is kept as it is; reading it will say what is wrong
        assert isinstance(last, Found)
    else:
        assert isinstance(last, Refused)
        assert reason in last.reason


@pytest.mark.parametrize(("thing", "reason"), [("none.txt", "no such file"), ("ftp://example.org/x", "only http")])
def test_things_that_are_not_there(items, thing, reason):
    assert reason in items(thing)[0].reason


def test_a_page_is_kept_as_it_lies_on_the_disk(items, tmp_path):
    packed = gzip.compress(PAGE.encode())
    (tmp_path / "depot.html.gz").write_bytes(packed)
    (found,) = items("depot.html.gz")
    assert (found.capture.body, found.capture.media_type, found.capture.evidence) == (packed, "text/html", "file")
    assert found.capture.source == f"file:{tmp_path / 'depot.html.gz'}"


def test_a_document_is_a_document(items, tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "scan").write_bytes(b"%PDF-1.4 ...")
    assert items("report.pdf")[0].capture.media_type == "application/pdf"
    assert isinstance(items("scan")[0], Found)


def test_a_folder_is_taken_in_order_and_other_kinds_are_counted(items, tmp_path):
    folder = tmp_path / "letters"
    (folder / "b_files").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in (
        "a.txt",
        "b.html",
        "b_files/frame.html",
        ".git/x.txt",
        "c.gold.json",
        "d.gold.json",
        "e.css",
        "sub.md",
    ):
        (folder / name).write_text(PAGE)
    found = items("letters")
    assert [Path(item.input).name for item in found] == ["a.txt", "b.html", "sub.md", "letters"]
    assert found[-1].kind == "skipped"
    assert found[-1].reason == "files of other kinds passed over: 2 .json, 1 .css"


def test_a_folder_without_articles(items, tmp_path):
    (tmp_path / "void").mkdir()
    (found,) = items("void")
    assert (type(found), found.kind) == (Refused, "rejected")


@pytest.mark.parametrize("place", ["letters.csv", "letters/about.csv"])
def test_a_csv_beside_a_folder_fills_what_files_lack(items, tmp_path, place):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("A statement by the drivers.")
    (tmp_path / "letters" / "b.txt").write_text("Another statement.")
    (tmp_path / place).write_text("file,date,source,url\na.txt,16 May 2022,Depot Bulletin,https://bulletin.example/a\n")
    first, second = items("letters", Given(outlet="Others", tags=("depot",)))
    assert first.given == Given(
        published="2022-05-16",
        outlet="Depot Bulletin",
        url="https://bulletin.example/a",
        tags=("depot",),
        by=Path(place).name,
    )
    assert second.given == Given(outlet="Others", tags=("depot",))


def test_a_text_of_addresses_is_a_list_to_fetch(items, tmp_path):
    (tmp_path / "list.txt").write_text("# to read\nhttps://a.example/1\n\nhttps://a.example/2\nhttps://a.example/1\n")
    found = items("list.txt")
    assert kinds(found) == ["Note", "Wanted", "Wanted"]
    assert [item.ref.url for item in found[1:]] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize(
    ("stdin", "kind"),
    [
        (b'{"title": "T", "text": "Words."}\n', ["Note", "Found"]),
        (b"title,text\nT,Words.\n", ["Note", "Found"]),
        (PAGE.encode(), ["Found"]),
        (b"Only words.", ["Found"]),
        (b"https://a.example/1\n", ["Note", "Wanted"]),
        (b"", ["Refused"]),
        (b"\0\1\2", ["Refused"]),
    ],
)
def test_standard_input_is_whatever_it_is(items, stdin, kind):
    assert kinds(items("-", stdin=stdin)) == kind
