"""Exports: tables that come row by row, one writer a form, each a stream of bytes that ends only when it is whole.

tables      what is written                        forms       which endings there are, and who writes them
csv jsonl xlsx parquet textzip references          saving      files that are there when they are whole
cells       what fits into a spreadsheet           pipe        between a library's file and a download
answer      a search as JSON                       article     one article as JSON
"""

from archive.export.answer import answer, timeline
from archive.export.article import whole
from archive.export.forms import CSV, EXCEL_CSV, FORMS, Form, form_of, pieces
from archive.export.saving import save
from archive.export.tables import Table, articles, chosen, counted, records

__all__ = [
    "CSV",
    "EXCEL_CSV",
    "FORMS",
    "Form",
    "Table",
    "answer",
    "articles",
    "chosen",
    "counted",
    "form_of",
    "pieces",
    "records",
    "save",
    "timeline",
    "whole",
]
