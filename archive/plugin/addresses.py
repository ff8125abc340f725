"""Where things are: addresses of our pages and of Datasette's, below whatever root this Datasette stands under."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from archive.plugin.asked import Asked

if TYPE_CHECKING:
    from datasette.app import Datasette


class Addresses:
    """The addresses of one Datasette, in which the archive's database is called `database` (None: there is none)."""

    def __init__(self, datasette: Datasette, database: str | None) -> None:
        self._urls = datasette.urls
        self._database = database

    @property
    def home(self) -> str:
        """The first page."""
        return self._path("/")

    @property
    def tables(self) -> str:
        """Datasette's page of the archive's tables."""
        return str(self._urls.database(self._database)) if self._database else self.home

    @property
    def about(self) -> str:
        """The archive about itself."""
        return self._path("/about")

    @property
    def outlets(self) -> str:
        """All outlets."""
        return self._path("/outlets")

    def named(self, kind: str, name: str) -> str:
        """Everything of one name: an `outlet` (by its slug) or an `author`."""
        return self._path(f"/{kind}/{quote(name, safe='')}")

    def below(self, path: str) -> str:
        """Any path, below the root of this Datasette."""
        return self._path(path)

    def search(self, asked: Asked | None = None, form: str = "", *, after: str | None = None, **more: str) -> str:
        """A search, as a page or as data (`.json`, `.csv`)."""
        return self._path((asked or Asked()).address(form, after=after, **more))

    def article(self, article_id: int, label: str | None = None, form: str = "", *, q: str = "") -> str:
        """An article, as it stands or at a version, with the words of a query to be marked."""
        version = f"/v{label}" if label else ""
        query = f"?{urlencode({'q': q})}" if q else ""
        return self._path(f"/article/{article_id}{version}{form}{query}")

    def changes(self, article_id: int, before: str, after: str) -> str:
        """Two versions of an article compared."""
        return self._path(f"/article/{article_id}/diff/{before}..{after}")

    def beside(self, article_id: int, what: str, other: int | None = None) -> str:
        """What belongs to an article: its `copies` (and one of them compared with it), or what is `like` it."""
        return self._path(f"/article/{article_id}/{what}{f'/{other}' if other else ''}")

    def quote(self, article_id: int, label: str, form: str = "") -> str:
        """Words of an article at a version as a quotation, as a page or as `.txt`."""
        return self._path(f"/article/{article_id}/v{label}/quote{form}")

    def collection(self, slug: str = "") -> str:
        """A collection, or all of them."""
        return self._path(f"/collection/{quote(slug, safe='')}" if slug else "/collections")

    def saved(self, name: str = "", form: str = "") -> str:
        """A saved search, as a page or as its feed (`.atom`), or all of them."""
        return self._path(f"/saved/{quote(name, safe='')}{form}" if name else "/saved")

    def capture(self, article_id: int, label: str, form: str = "", **more: str) -> str:
        """The evidence of an article at a version, as a page or as the record itself (`.warc.gz`)."""
        return self._path(f"/article/{article_id}/v{label}/capture{form}{'?' + urlencode(more) if more else ''}")

    def analysis(self, kind: str, asked: Asked, form: str = "", **more: str) -> str:
        """A search counted: its `concordance` or `keyness`, as a page or as `.csv`."""
        pairs = [pair for pair in asked.pairs() if pair[0] not in {"sort", "size", "count"}]
        return self._path(f"/{kind}{form}?{urlencode([*pairs, *more.items()])}")

    def trends(self, queries: Sequence[str], form: str = "", **more: str) -> str:
        """Searches side by side over time, as a page, `.csv` or `.png`."""
        return self._path(f"/trends{form}?{urlencode([*(('q', one) for one in queries), *more.items()])}")

    def row(self, table: str, key: int) -> str:
        """Datasette's page of one row."""
        return str(self._urls.row(self._database, table, str(key)))

    def database(self, name: str) -> str:
        """Datasette's page of any database."""
        return str(self._urls.database(name))

    def static(self, name: str) -> str:
        """A file of ours."""
        return str(self._urls.static_plugins("pressmark", name))

    def _path(self, path: str) -> str:
        return str(self._urls.path(path))
