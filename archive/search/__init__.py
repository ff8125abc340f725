"""Search: a text is read as a query, a query put to an engine, and what it found is told.

    request = Request(parse("hackney raid -drug").root, Filters(since="2022"), sort="newest")
    page = Fts5(conn).search(request)

`query` reads, `tree` is what was read, `engine` is the port, `fts5` its first adapter; the other rooms serve these.
"""

from archive.search.engine import (
    Engine,
    Facet,
    FacetName,
    FilterName,
    Filters,
    Page,
    Period,
    Point,
    Request,
    Spread,
    Stretch,
)
from archive.search.fts5 import Fts5
from archive.search.memory import Memory
from archive.search.passages import mark
from archive.search.query import Query, parse
from archive.search.tree import widened

__all__ = [
    "Engine",
    "Facet",
    "FacetName",
    "FilterName",
    "Filters",
    "Fts5",
    "Memory",
    "Page",
    "Period",
    "Point",
    "Query",
    "Request",
    "Spread",
    "Stretch",
    "mark",
    "parse",
    "widened",
]
