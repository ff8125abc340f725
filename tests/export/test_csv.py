"""CSV gives back every cell, streams, and has the promised columns."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import export
from archive.errors import StoreError

csv.field_size_limit(20_000_000)


def table(names, rows):
    return export.Table(tuple(names), iter(rows), "2026-03-01T12:00:00Z")


def read(form, made):
    return list(csv.reader(io.StringIO(b"".join(form.write(made)).decode(), newline="")))


CELLS = st.none() | st.integers(0) | st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["=1+1", '"', "a\nb", "a\r\nb", "'", ",", "\t", "-5", "'=1", "''@x", "\0", "café", "שלום", "😀", " x "]
)  # fmt: skip


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_any_cell_comes_back(rows):
    names, *found = read(export.CSV, table(("title", "text"), rows))
    assert names == ["title", "text"]
    assert found == [["" if cell is None else str(cell) for cell in row] for row in rows]


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_any_cell_comes_back_from_the_form_for_excel_less_one_apostrophe(rows):
    (first, second), *found = read(export.EXCEL_CSV, table(("title", "text"), rows))
    assert (first, second) == ("\ufefftitle", "text")
    for row, cells in zip(rows, found, strict=True):
        for cell, written in zip(row, cells, strict=True):
            assert not written.startswith(tuple("=+-@\t\r\0"))
            words = "" if cell is None else str(cell)
            assert written == words or (written == f"'{words}" and words.lstrip("'").startswith(tuple("=+-@\t\r\0")))


@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_it_reads_as_the_standard_library_writes(words):
    theirs = io.StringIO(newline="")
    csv.writer(theirs).writerows([["title", "n"], [words, 7], [None, words]])
    assert b"".join(export.CSV.write(table(("title", "n"), [(words, 7), (None, words)]))).decode() == theirs.getvalue()


def test_a_single_empty_cell_is_a_record():
    assert b"".join(export.CSV.write(table(("title",), [(None,), ("",)]))) == b'title\r\n""\r\n""\r\n'


def test_it_streams():
    pieces = [len(piece) for piece in export.CSV.write(table(("text",), (("word " * 20_000,) for _ in range(20))))]
    assert max(pieces) < 300_000
    assert min(pieces) > 0


def test_what_is_not_whole_says_so():
    def rows():
        yield ("a",)
        raise StoreError("the disk is gone")

    found = []
    with pytest.raises(StoreError):
        found.extend(export.pieces(export.CSV, export.Table(("title",), rows(), "")))
    assert b"".join(found).endswith(b"NOT WHOLE: the disk is gone\r\n")
