"""Anything a person names becomes items, or is refused with a reason; nothing is passed over in silence."""

import gzip
import io
import json
from pathlib import Path

import pytest

from archive.errors import InputError
from archive.model import Found, Given, Note, Refused, Wanted
from archive.sources import look, plaintext

AT = "2026-03-01T12:00:00Z"
PAGE = "<!doctype html><html><title>Depot</title><p>The depot closes on Friday.</html>"


@pytest.fixture
def items(tmp_path, monkeypatch):
    """The items of a thing; files are named from the folder of the test."""
    monkeypatch.chdir(tmp_path)

    def items(thing, given=None, stdin=b""):
        return list(look(thing, given or Given(), at=AT, stdin=io.BytesIO(stdin)))

    return items


def kinds(found):
    return [type(item).__name__ for item in found]


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


# --- tables


def table(items, tmp_path, content, name="t.jsonl"):
    (tmp_path / name).write_bytes(content)
    return items(name)


def test_rows_are_mapped_and_the_mapping_is_said(items, tmp_path):
    row = {"headline": "Depot", "body": "Words\r\n\r\nmore.", "date": "2022-05-16", "byline": "By Ann Lee and Bo Rand",
           "publication": "Courier", "keywords": ["a", "b"], "topic": "x", "link": "https://c.example/1"}  # fmt: skip
    note, found = table(items, tmp_path, json.dumps(row).encode())
    assert note.text == (
        "columns read: link → url, headline → title, body → text, date → published, byline → authors,"
        " publication → outlet, keywords → tags; not used: topic"
    )
    read = found.reading
    assert (read.title, read.text, read.published) == ("Depot", "Words\n\nmore.", "2022-05-16")
    assert (read.authors, read.outlet, read.tags) == (("Ann Lee", "Bo Rand"), "Courier", ("a", "b"))
    assert (found.capture.url, found.capture.evidence) == ("https://c.example/1", "row")
    assert found.capture.source.endswith("t.jsonl#L1")
    assert set(read.origin.values()) == {"file"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "not JSON"),
        (b'{"text": "caf\xe9"}', "not JSON in UTF-8"),
        (b"[1, 2]", "not an object"),
        (b'{"title": "T", "text": "  "}', "no text"),
        (b'{"title": "T"}', "no text"),
        (b'{"text": "x", "url": "javascript:alert(1)"}', "http or https"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_rows_are_refused_one_by_one_with_their_line(items, tmp_path, line, reason):
    good = b'{"text": "Good words."}'
    found = [item for item in table(items, tmp_path, b"\n".join([good, line, b"", good])) if not isinstance(item, Note)]
    assert kinds(found) == ["Found", "Refused", "Found"]
    assert reason in found[1].reason
    assert found[1].input.endswith("t.jsonl#L2")
    assert found[2].capture.source.endswith("#L4")


@pytest.mark.parametrize(
    ("given", "published", "origin", "flags"),
    [
        ("2022-05-16", "2022-05-16", "file", ()),
        ("9/6/17", "2017", "file said “9/6/17”", ("date_ambiguous",)),
        ("2017", "2017", "file", ()),
        ("", None, None, ()),
        ("next week", None, "file said “next week”", ("date_unreadable",)),
    ],
)
def test_dates_of_rows(items, tmp_path, given, published, origin, flags):
    _, found = table(items, tmp_path, json.dumps({"text": "x", "date": given}).encode())
    assert (found.reading.published, found.reading.origin.get("published"), found.reading.flags) == (
        published,
        origin,
        flags,
    )


def test_csv_cells_may_hold_lines_and_be_long(items, tmp_path):
    text = "First.\n\n" + "long " * 60_000
    content = f'\ufeffTitle,Text\r\n"A ""quoted"" title","{text}"\r\nB,Short.\r\n'.encode()
    _, first, second = table(items, tmp_path, content, "t.csv")
    assert first.reading.title == 'A "quoted" title'
    assert first.reading.text == text.strip()
    assert second.capture.source.endswith("#L5")


@pytest.mark.parametrize(
    ("row", "reason"), [(b"caf\xe9,x", "UTF-8"), (b"a,b,c", "3 cells"), (b"a\0,b", "UTF-8"), (b"a,", "no text")]
)
def test_csv_rows_are_refused_one_by_one(items, tmp_path, row, reason):
    _, refused, good = table(items, tmp_path, b"title,text\n" + row + b"\nT,Words.\n", "t.csv")
    assert reason in refused.reason
    assert isinstance(good, Found)


def test_a_table_without_text_is_a_list_to_fetch(items, tmp_path):
    _, wanted = table(items, tmp_path, b"url,title,date\nhttps://a.example/1,T,2022\n", "t.csv")
    assert isinstance(wanted, Wanted)
    assert (wanted.ref.url, wanted.given.title, wanted.given.published) == ("https://a.example/1", "T", "2022")


def test_tables_stream(tmp_path):
    """The first rows are there before the last ones are read."""

    def lines():
        yield b'{"text": "First words."}\n'
        raise AssertionError("the second line was read before the first was used")

    from archive.sources import table

    assert isinstance(next(iter(table.read_jsonl(lines(), "file:x", Given(), AT))), Note)


# --- plain text and Markdown

HEADLINE = "Hundreds stop the depot eviction\n\nThe crowd came at six.\n\nIt stayed until noon."
SENTENCES = "The crowd came at six. It stayed until noon.\n\nNobody was hurt."


def read(body, media_type="text/plain"):
    from archive.sources import files

    return plaintext.read(
        files.of_bytes(body if isinstance(body, bytes) else body.encode(), media_type, "file:/x", AT, None)
    )


@pytest.mark.parametrize(
    ("body", "title", "origin", "first"),
    [
        (HEADLINE, "Hundreds stop the depot eviction", "file", "The crowd came at six."),
        (SENTENCES, "The crowd came at six", "first sentence", "The crowd came at six. It stayed until noon."),
        ("One line only", "One line only", "first sentence", "One line only"),
        ("\ufeff" + HEADLINE, "Hundreds stop the depot eviction", "file", "The crowd came at six."),
        (HEADLINE.encode("utf-16"), "Hundreds stop the depot eviction", "file", "The crowd came at six."),
        (HEADLINE.replace("\n", "\r\n"), "Hundreds stop the depot eviction", "file", "The crowd came at six."),
    ],
    ids=["headline", "sentence", "one line", "mark", "utf-16", "crlf"],
)
def test_the_headline_of_a_text(body, title, origin, first):
    found = read(body)
    assert (found.title, found.origin["title"], found.text.split("\n\n")[0]) == (title, origin, first)
    assert (found.published, found.outlet, found.authors) == (None, None, ())


def test_embed_debris_leaves_the_text_and_a_note():
    body = "The crowd came.\n\nLoading Tweet ...\nTweet not loading? See it directly on Twitter\n\nIt stayed."
    found = read(body)
    assert found.text == "The crowd came.\n\nIt stayed."
    assert [link.kind for link in found.links] == ["embed"]


def test_text_in_another_encoding_is_refused_with_the_remedy():
    with pytest.raises(InputError, match="iconv"):
        read("Café".encode("cp1252"))


MARKDOWN = """---
date: 2022-05-16
publication: Depot Bulletin
tags: [depot, eviction]
---
# The *depot* stays

The crowd [came](https://a.example/crowd) at **six**.

- first
- second
"""


def test_markdown_loses_its_marks_and_keeps_its_links():
    found = read(MARKDOWN, "text/markdown")
    assert (found.title, found.published, found.outlet, found.tags) == (
        "The depot stays",
        "2022-05-16",
        "Depot Bulletin",
        ("depot", "eviction"),
    )
    assert found.text == "The crowd came at six.\n\nfirst\n\nsecond"
    assert [link.url for link in found.links] == ["https://a.example/crowd"]


@pytest.mark.parametrize("front", ["---\n: : :\n---\n", "---\n- a\n---\n", "---\n!!python/object:os.system x\n---\n"])
def test_front_matter_that_is_none(front):
    assert read(front + "Words here.", "text/markdown").text.endswith("Words here.")
