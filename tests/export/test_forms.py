"""Every form gives back what was written, whatever the text; none is short and looks whole."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from archive import export, text
from archive.errors import StoreError, UsageError
from archive.export import textzip
from archive.model import Reading
from archive.store import columns

csv.field_size_limit(20_000_000)
NAMES = ("id", "title", "authors", "published_date", "text")
ANY = st.text(st.characters(exclude_categories=["Cs"]))


def form(suffix):
    return export.form_of(f"x{suffix}")


def written(suffix, made):
    return b"".join(form(suffix).write(made))


def read_csv(content):
    return [tuple(row) for row in csv.reader(io.StringIO(content.decode(), newline=""))]


def read_jsonl(content):
    rows = [json.loads(line) for line in content.decode().split("\n")[:-1]]
    return [tuple(rows[0]), *(tuple(row.values()) for row in rows)]


def read_parquet(content):
    from pyarrow import parquet

    found = parquet.read_table(io.BytesIO(content))
    return [tuple(found.column_names), *(tuple(row.values()) for row in found.to_pylist())]


def read_xlsx(content):
    book = load_workbook(io.BytesIO(content), read_only=True)
    return list(book["Table"].iter_rows(values_only=True))


def read_zip(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist()}


@pytest.mark.parametrize(("suffix", "read"), [(".csv", read_csv), (".jsonl", read_jsonl), (".parquet", read_parquet)])
def test_hostile_cells_come_back(suffix, read, table, hostile):
    rows = list(enumerate(hostile.values(), 1))
    names, *found = read(written(suffix, table(("id", "title"), rows)))
    assert names == ("id", "title")
    assert [row[1] for row in found] == [cell for _, cell in rows]


@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=4))
def test_any_text_comes_back_from_json_lines_and_parquet(rows):
    for suffix, read in ((".jsonl", read_jsonl), (".parquet", read_parquet)):
        assert read(written(suffix, export.Table(("title", "text"), iter(rows), "")))[1:] == rows


@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=4))
def test_any_text_comes_back_from_csv_and_a_zip_of_texts(rows):
    names, held = ("id", "title", "text"), [(number, *row) for number, row in enumerate(rows, 1)]
    found = read_csv(written(".csv", export.Table(names, iter(held), "")))
    assert found == [names, *((str(number), *row) for number, *row in held)]
    files = read_zip(written(".txt.zip", export.Table(names, iter(held), "")))
    head, *listed = read_csv(files.pop(textzip.METADATA).encode())
    assert head == ("file", "id", "title")
    assert [(number, title, files.pop(name)) for name, number, title in listed] == found[1:]
    assert not files


def test_what_has_a_type_keeps_it(table):
    from datetime import date

    rows = [(7, None, "Ann Lee; Bo Rand", "2020-12-01", "x"), (8, "T", "", None, "")]
    assert read_jsonl(written(".jsonl", table(NAMES, rows)))[1:] == [
        (7, None, ["Ann Lee", "Bo Rand"], "2020-12-01", "x"),
        (8, "T", [], None, ""),
    ]
    assert read_parquet(written(".parquet", table(NAMES, rows)))[1:] == [
        (7, None, ["Ann Lee", "Bo Rand"], date(2020, 12, 1), "x"),
        (8, "T", [], None, ""),
    ]


def test_texts_in_a_zip_are_those_of_the_hash(table, hostile):
    rows = [(n, what, text.sha256(words), words) for n, (what, words) in enumerate(hostile.items(), 1)]
    found = read_zip(written(".txt.zip", table(("id", "title", "text_sha256", "text"), rows)))
    names, *metadata = csv.reader(io.StringIO(found.pop("metadata.csv"), newline=""))
    assert names == ["file", "id", "title", "text_sha256"]
    assert [row[0] for row in metadata] == list(found)
    for name, _, _, digest in metadata:
        assert hashlib.sha256(found[name].encode()).hexdigest() == digest


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour crowd: “stop”!", "12-harbour-crowd-stop.txt"),
        ("../../etc/passwd", "12-etc-passwd.txt"),
        ("C:\\con", "12-c-con.txt"),
        ("Élodie à l’œuvre", "12-elodie-a-l-uvre.txt"),
        ("朝の船", "12.txt"),
        ("", "12.txt"),
        (None, "12.txt"),
        ("a\0b\n/c", "12-a-b-c.txt"),
        ("x" * 300, f"12-{'x' * 60}.txt"),
    ],
)
def test_files_in_a_zip_have_safe_names(title, name):
    assert textzip.file_name(12, title) == name


@given(ANY)
def test_no_title_makes_an_unsafe_name(title):
    name = textzip.file_name(3, title)
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert name.startswith("3")


def test_the_same_rows_make_the_same_zip(table):
    rows = [(1, "A", "one"), (2, "B", "two")]
    assert written(".txt.zip", table(textzip.NEEDED, rows)) == written(".txt.zip", table(textzip.NEEDED, rows))


def test_records_for_reference_managers(store, put):
    put(Reading(title="Quay & Co", text="a", authors=("Ann Lee", "Reuters"), published="2020-12", outlet="The Post"))
    ris = export.form_of("x.ris")
    made = export.articles(store.conn, ris.fixed, lambda: [1], made="2026-03-01T12:00:00Z", archive="Quay Archive")
    (found,) = rispy.loads(b"".join(ris.write(made)).decode())
    assert (found["title"], found["authors"]) == ("Quay & Co", ["Lee, Ann", "Reuters"])
    assert (found["date"], found["access_date"]) == ("2020/12//", "2026/03/01/")
    assert found["name_of_database"] == "Quay Archive"
    assert f"text_sha256: {text.sha256('a')}" in found["notes"]


LONG = text.clean("wörd, “x”\n" * 1_000_000)  # 13 MB


@pytest.mark.parametrize(
    ("suffix", "text_of"),
    [
        (".csv", lambda content: read_csv(content)[1][2]),
        (".jsonl", lambda content: read_jsonl(content)[1][2]),
        (".parquet", lambda content: read_parquet(content)[1][2]),
        (".txt.zip", lambda content: read_zip(content)["1-long.txt"]),
        (".xlsx", lambda content: "".join(read_xlsx(content)[1][2:])),
    ],
)
def test_a_very_long_text_comes_back(suffix, text_of, table):
    assert text_of(written(suffix, table(("id", "title", "text"), [(1, "Long", LONG)]))) == LONG


@pytest.mark.parametrize("suffix", [one.suffix for one in export.FORMS])
def test_what_cannot_be_whole_says_so_or_cannot_be_opened(suffix, table):
    def broken(made):
        yield next(made.rows)
        raise StoreError("the disk is gone")

    names = form(suffix).fixed or form(suffix).needed or ("id",)
    made = table(names, [tuple(1 if name == "id" else "" for name in names)] * 2)
    found = []
    with pytest.raises(StoreError):
        found.extend(export.pieces(form(suffix), export.Table(made.names, broken(made), made.made)))
    if form(suffix).trailer:
        assert b"NOT WHOLE: the disk is gone" in b"".join(found)[-100:]
    else:
        with pytest.raises(Exception, match=r"."):
            {
                ".xlsx": read_zip,
                ".txt.zip": read_zip,
                ".zip": read_zip,
                ".parquet": read_parquet,
                ".csl.json": json.loads,
            }[suffix](b"".join(found))


def test_rows_are_counted_against_what_there_should_be(table):
    told = []
    two = replace(table(("id",), [(1,), (2,)]), expected=2)
    assert list(export.counted(two, told.append).rows) == [(1,), (2,)]
    assert told == [2]
    with pytest.raises(StoreError, match="3 rows were to be written, and there were 2"):
        list(export.counted(replace(table(("id",), [(1,), (2,)]), expected=3)).rows)


def test_forms_are_known_by_their_endings():
    assert [form(one.suffix) for one in export.FORMS] == list(export.FORMS)
    assert export.form_of("A.CSV").suffix == ".csv"
    with pytest.raises(UsageError, match=r"x\.pdf: its ending should be \.csv"):
        export.form_of("x.pdf")


def test_columns_are_those_of_the_form():
    assert form(".csv").columns(None) == columns.NAMES
    assert form(".csv").columns("text, id", with_text=False) == ("id",)
    assert form(".txt.zip").columns("outlet") == ("id", "title", "text", "outlet")
    assert "text" not in form(".ris").columns(None)
    with pytest.raises(UsageError, match=r"\.ris file has fields of its own"):
        form(".ris").columns("id")
    with pytest.raises(UsageError, match="did you mean “outlet”"):
        form(".csv").columns("id,outlett")
