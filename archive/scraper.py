"""The form of an outlet's file: everything that a contributor imports.

    from archive.scraper import Page, Scraper

    class ExampleGazette(Scraper):
        name = "The Example Gazette"
        hosts = ("example.org",)

        def authors(self, page: Page) -> tuple[str, ...]:
            return page.texts(".byline a")

Attributes say what the outlet is. A method bears the name of a field and reads it off a page; where it returns None,
the field is left to the generic reading. A scraper cannot fetch. A misspelt name is refused when the class is made, so
that a method which would never be called cannot look as if it worked.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from archive.errors import ScraperError
from archive.page import Page

__all__ = ["Page", "Scraper", "own_fields"]

# The fields of a reading that a method may give.
FIELDS = ("title", "dek", "text", "authors", "published", "modified", "section", "tags", "language", "outlet")
_TEXTS = ("name", "country")
_TUPLES = ("hosts", "feeds", "sitemaps", "sections")


class Scraper:
    """One outlet: subclass it, set `name` and `hosts`, and add a method only where generic reading is wrong."""

    name: str = ""
    """What the outlet calls itself, as it shall be cited."""
    hosts: tuple[str, ...] = ()
    """Its hosts, without `www.`; subdomains are included."""
    country: str | None = None
    """ISO 3166-1 alpha-2, in capitals."""
    language: Any = None
    """BCP 47, for pages that do not say theirs; or, like any field, a method."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """Addresses to collect from."""

    def title(self, page: Page) -> str | None:
        """The headline."""

    def dek(self, page: Page) -> str | None:
        """The standfirst: what stands between headline and text."""

    def text(self, page: Page) -> str | None:
        """The article, its paragraphs apart by a blank line."""

    def authors(self, page: Page) -> tuple[str, ...] | None:
        """The names of its authors; an empty tuple says that it has none."""

    def published(self, page: Page) -> str | None:
        """When it was published, as the page writes it."""

    def modified(self, page: Page) -> str | None:
        """When it was last changed, as the page writes it."""

    def section(self, page: Page) -> str | None:
        """The part of the outlet that it appeared in."""

    def tags(self, page: Page) -> tuple[str, ...] | None:
        """Its keywords."""

    def outlet(self, page: Page) -> str | None:
        """The outlet's name, where one host serves several."""

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        for name, value in vars(cls).items():
            if not name.startswith("_"):
                _check(cls, name, value)


def own_fields(scraper: Scraper) -> tuple[str, ...]:
    """The fields that an outlet reads itself, by methods of its own or of a base that it shares with others."""
    return tuple(
        name
        for name in FIELDS
        if callable(getattr(scraper, name)) and getattr(type(scraper), name) is not getattr(Scraper, name)
    )


def _check(cls: type[Scraper], name: str, value: object) -> None:
    """Refuse what a subclass says by a wrong name, or in a form that would be read as something else."""
    known = FIELDS + _TEXTS + _TUPLES
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f": did you mean {near[0]}?" if near else f"; the fields are {', '.join(FIELDS)}."
        raise ScraperError(
            f"{cls.__name__}: {name} is not a field{hint} A helper of your own begins with an underscore."
        )
    if name in _TUPLES and not (isinstance(value, tuple) and all(isinstance(one, str) for one in value)):
        raise ScraperError(f'{cls.__name__}: {name} must be a tuple of texts, such as ("example.org",) with its comma.')
    if name in _TEXTS and not isinstance(value, str):
        raise ScraperError(f"{cls.__name__}: {name} must be a text.")
    if name in FIELDS and name != "language" and not callable(value):
        raise ScraperError(f"{cls.__name__}: {name} must be a method that takes a page.")
