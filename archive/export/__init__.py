"""Exports: tables that come row by row, one writer a form, each a stream of bytes that ends only when it is whole.

question    what is asked, so that it can be kept  found       all that matches, as a table of counted rows
tables      what is written                        forms       which endings there are, and who writes them
csv jsonl xlsx parquet textzip references          saving      files that are there when they are whole
cells       what fits into a spreadsheet           pipe        between a library's file and a download
package     a zip that proves that it is whole     account     what was asked, of which archive, and what lacks
sample      drawn to be coded                      methods     what a methods section says
exhibit     a page for a court                     unpacking   packages of strangers, checked
again       what changed since a package was made  news        what is new in a saved search
answer      a search as JSON                       article     one article as JSON
"""

from archive.export import found
from archive.export.answer import answer, timeline
from archive.export.article import whole
from archive.export.forms import CSV, EXCEL_CSV, FORMS, Form, form_of, pieces
from archive.export.question import Question
from archive.export.saving import save
from archive.export.tables import Table, articles, chosen, counted, records

__all__ = [
    "CSV",
    "EXCEL_CSV",
    "FORMS",
    "Form",
    "Question",
    "Table",
    "answer",
    "articles",
    "chosen",
    "counted",
    "form_of",
    "found",
    "pieces",
    "records",
    "save",
    "timeline",
    "whole",
]
