"""One article as a record for reference managers: RIS, BibLaTeX and CSL-JSON."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from archive import cite
from archive.cite import formats
from archive.model import Citation
from archive.plugin import wanted
from archive.plugin.wanted import Wanted, following
from archive.store import config

if TYPE_CHECKING:
    from datasette.utils.asgi import Response

    from archive.plugin.visit import Visit

# By the ending of the address: the format, and what it is to a browser.
_FORMS = {
    "ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
    "bib": ("biblatex", "application/x-bibtex; charset=utf-8"),
    "csl.json": ("csl-json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
}
ENDINGS = "|".join(ending.replace(".", r"\.") for ending in _FORMS)


@following
async def record(visit: Visit) -> Response:
    """`/article/ID.ris`, `.bib` and `.csl.json`, at a version where one is named."""
    asked, ending = wanted.read(visit), visit.request.url_vars["form"]
    name, media_type = _FORMS[ending]
    citation = await visit.ask(lambda conn: _citation(conn, asked))
    body = "".join(formats.FORMATS[name]([citation]))
    return visit.file(body, media_type, f"pressmark-{citation.article_id}-v{citation.version}.{ending}")


def _citation(conn: sqlite3.Connection, asked: Wanted) -> Citation:
    article, _ = wanted.found(conn, asked)
    base_url, title = config.get(conn, "base_url"), config.get(conn, "title")
    return cite.of(asked.sight.shown(article), base_url=base_url, accessed=asked.sight.today, archive=title)
