"""What a visitor of this server may see of an article: `store.visibility`, asked in one way everywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.errors import UsageError
from archive.model import Article, Reading
from archive.search import Request, tree
from archive.store import visibility
from archive.store.visibility import Access


@dataclass(frozen=True, slots=True)
class Sight:
    """How far visitors see: everything, or, on a `public` server, what each article allows on the day `today`."""

    public: bool
    today: str

    @property
    def visitor(self) -> str | None:
        """The day on which a visitor asks who must not learn of everything; None where all is open to all."""
        return self.today if self.public else None

    def of(self, request: Request) -> Request:
        """A request that finds and counts only what may be known of; raises UsageError for what is not asked here."""
        if self.public and any(one.field == "in" for one in tree.filters(request.query)):
            raise UsageError("collections are the keeper’s own: in: cannot be asked here")
        return replace(request, visitor=self.visitor)

    def level(self, article: Article) -> Access:
        """What may be seen of an article."""
        return visibility.level(article.access, article.embargo_until, public=self.public, today=self.today)

    def reading(self, article: Article) -> Reading:
        """An article's reading, with only what may be seen of it."""
        return visibility.veil(article.version.reading, self.level(article))

    def shown(self, article: Article) -> Article:
        """An article that holds no more than may be seen of it: what pages and records are made of."""
        return replace(article, version=replace(article.version, reading=self.reading(article)))

    def levels(self, conn: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, Access]:
        """What may be seen of each of these articles."""
        if not self.public:
            return dict.fromkeys(article_ids, "full")
        return visibility.levels(conn, article_ids, self.today)

    def whole(self, conn: sqlite3.Connection, article_ids: Sequence[int]) -> Sequence[int]:
        """Those of these articles that may be seen whole."""
        levels = self.levels(conn, article_ids)
        return [one for one in article_ids if levels[one] == "full"]
