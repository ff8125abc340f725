"""The forms of an export, by the endings of their files: who writes them, and what they need."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archive.errors import PressmarkError, UsageError
from archive.export import csv, jsonl, package, parquet, references, tables, textzip
from archive.export.tables import Table


@dataclass(frozen=True, slots=True)
class Form:
    """How a table becomes a file: `write` gives its bytes, `trailer` the last ones of a file that is not whole.

    A file of a form without a trailer cannot be opened at all unless it is whole. `fixed` are the only columns that a
    form has, `needed` those that it cannot do without.
    """

    suffix: str
    media_type: str
    write: Callable[[Table], Iterator[bytes]]
    trailer: Callable[[str], bytes] | None = None
    fixed: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def holds_any(self) -> bool:
        """Whether it can hold rows of anything, not of articles alone."""
        return not (self.fixed or self.needed)

    def columns(self, names: str | None, *, with_text: bool = True) -> tuple[str, ...]:
        """The columns of a file of this form, for the list that was asked for; raises UsageError."""
        if not self.fixed:
            asked = tables.chosen(names, with_text=with_text)
            return (*(name for name in self.needed if name not in asked), *asked)
        if names:
            raise UsageError(f"a {self.suffix} file has fields of its own: leave out the columns")
        return self.fixed


def _xlsx(table: Table) -> Iterator[bytes]:
    from archive.export import xlsx  # its library is slow to import, and a search does not need it

    yield from xlsx.write(table)


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = Form(".csv", "text/csv; charset=utf-8", csv.write, csv.trailer)
EXCEL_CSV = Form(".csv", CSV.media_type, csv.write_for_excel, csv.trailer)
FORMS = (
    CSV,
    Form(".xlsx", _SHEET, _xlsx),
    Form(".jsonl", "application/x-ndjson", jsonl.write, jsonl.trailer),
    Form(".parquet", "application/vnd.apache.parquet", parquet.write),
    Form(".txt.zip", "application/zip", textzip.write, needed=textzip.NEEDED),
    Form(".zip", "application/zip", package.write, needed=package.NEEDED),
    Form(".ris", "application/x-research-info-systems", references.write_ris, references.ris_trailer,
         fixed=references.COLUMNS),
    Form(".bib", "application/x-bibtex; charset=utf-8", references.write_bib, references.bib_trailer,
         fixed=references.COLUMNS),
    Form(".csl.json", "application/vnd.citationstyles.csl+json", references.write_csl, fixed=references.COLUMNS),
)  # fmt: skip


def form_of(name: str) -> Form:
    """The form that a file's name asks for; raises UsageError."""
    found = next((form for form in FORMS if name.lower().endswith(form.suffix)), None)
    if found is None:
        raise UsageError(f"{name}: its ending should be {', '.join(form.suffix for form in FORMS)}")
    return found


def pieces(form: Form, table: Table) -> Iterator[bytes]:
    """The bytes of a file; one that cannot be whole ends in words that say so, and then what went wrong is raised."""
    try:
        yield from form.write(table)
    except (PressmarkError, sqlite3.Error, OSError) as error:
        if form.trailer:
            yield form.trailer(str(error))
        raise
