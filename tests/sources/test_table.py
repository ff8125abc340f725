"""Tables of articles: every row is taken, with its line as evidence, or refused by itself."""

import json

import pytest

from archive.model import Found, Given, Note, Wanted
from archive.sources.table import read_jsonl
from tests.sources.conftest import AT, kinds


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

    assert isinstance(next(iter(read_jsonl(lines(), "file:x", Given(), AT))), Note)
