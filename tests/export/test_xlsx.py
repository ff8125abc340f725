"""A workbook holds text as text, numbers and dates as themselves, and all of a long text."""

import csv
import io
import shutil
import subprocess
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from archive import export
from archive.export import cells as fitting

# Excel knows no zones: what a clock on the wall showed.
JUNE, EVENING = datetime.fromisoformat("2015-06-22"), datetime.fromisoformat("2015-06-22T18:04:31")
FORM = export.form_of("x.xlsx")


def book(made):
    return load_workbook(io.BytesIO(b"".join(FORM.write(made))))


def cells(sheet):
    return [
        [unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.iter_rows(values_only=True)
    ]


def joined(names, row):
    """The cells of a row with their continuations."""
    found = dict.fromkeys(name.rpartition("_")[0] if name[-1].isdigit() else name for name in names)
    for name, cell in zip(names, row, strict=True):
        base = name.rpartition("_")[0] if name[-1].isdigit() else name
        found[base] = cell if found[base] is None else found[base] + (cell or "")
    return found


def test_hostile_cells_come_back(table, hostile):
    sheet = book(table(("id", "title", "text"), ((n, words, words) for n, words in enumerate(hostile.values(), 1))))[
        "Table"
    ]
    names, *rows = cells(sheet)
    assert names == ["id", "title", "text", "title_2", "title_3", "text_2", "text_3"]
    for row, words in zip(rows, hostile.values(), strict=True):
        found = joined(names, row)
        assert (found["title"] or "", found["text"] or "") == (words, words)
    assert all(cell.data_type in {"s", "n"} and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=30)  # a workbook each
def test_any_text_comes_back(words):
    (_, (found,)) = cells(book(export.Table(("title",), iter([(words,)]), ""))["Table"]) if words else (0, ("",))
    assert found == words


@pytest.mark.parametrize(
    ("iso", "moment", "shape"),
    [
        ("2015-06-22", JUNE, "yyyy-mm-dd"),
        ("2015-06-22T18:04:31", EVENING, "yyyy-mm-dd hh:mm:ss"),
        ("2015-06-22T18:04:31+01:00", EVENING, 'yyyy-mm-dd hh:mm:ss"+01:00"'),
        ("2015-06-22T18:04:31Z", EVENING, 'yyyy-mm-dd hh:mm:ss"Z"'),
        ("2015-06", "2015-06", "General"),
        ("2015", "2015", "General"),
        ("1899-12-31", "1899-12-31", "General"),
        (None, None, "General"),
    ],
)
def test_dates_are_dates_where_their_day_is_known(table, iso, moment, shape):
    cell = book(table(("published",), [(iso,)]))["Table"]["A2"]
    assert (cell.value, cell.number_format) == (moment, shape)


def test_numbers_are_numbers_and_names_of_numbers_are_text(table):
    sheet = book(table(("id", "words", "title"), [(7, 120, "007")]))["Table"]
    assert [cell.value for cell in sheet[2]] == [7, 120, "007"]


def test_what_was_split_is_said(table):
    said = [row[0] for row in cells(book(table(("id", "text"), [(1, "x" * 70_000)], archive="Quay"))["About"])]
    assert said == [
        "1 row, written 2026-03-01T12:00:00Z",
        "from the archive “Quay”",
        "Cells of more than 32,767 characters, which Excel does not take, go on in text_2, text_3.",
    ]


@given(st.text(st.characters(exclude_categories=["Cs"])).map(lambda words: words * 4_000))
def test_no_piece_is_too_long_and_none_is_lost(words):
    pieces = fitting.split(words)
    assert "".join(pieces) == words
    assert all(len(piece.encode("utf-16-le")) // 2 <= fitting.CELL_UNITS for piece in pieces)
    assert len(pieces) <= 1 + len(words.encode("utf-16-le")) // 2 // (fitting.CELL_UNITS - 1)


def as_office_keeps(words):
    """Line ends are LibreOffice's own; stored text has none but line feeds."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def test_libreoffice_gives_back_every_cell_and_runs_no_formula(table, hostile, tmp_path):
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc")
    own = f"-env:UserInstallation=file://{tmp_path}/office"
    to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"
    # Without a window LibreOffice does not look for a byte order mark, and must be told that it is UTF-8.
    for name, form, how in (("a.xlsx", FORM, []), ("b.csv", export.EXCEL_CSV, ["--infilter=CSV:44,34,UTF8"])):
        (tmp_path / name).write_bytes(b"".join(form.write(table(("id", "title"), enumerate(hostile.values(), 1)))))
        command = [soffice, own, "--headless", *how, "--convert-to", to, "--outdir", tmp_path / "out", tmp_path / name]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    kept = {what: as_office_keeps(words) for what, words in hostile.items()}
    found = opened(tmp_path / "out" / "a.csv", hostile)
    assert {what: cell for what, cell in found.items() if cell != kept[what]} == {}
    # A CSV cannot say that digits are text, and LibreOffice drops a NUL from one; stored text has none.
    kept |= {"a number with noughts": "7", "NUL": "ab", "NUL first": "=1"}
    found = opened(tmp_path / "out" / "b.csv", hostile)
    assert {what: cell for what, cell in found.items() if cell not in {kept[what], f"'{kept[what]}"}} == {}


def opened(path, hostile):
    """The cells of the second column as LibreOffice understood them, with their continuations."""
    csv.field_size_limit(20_000_000)
    names, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    return {what: joined(names, row)["title"] or "" for what, row in zip(hostile, rows, strict=True)}
