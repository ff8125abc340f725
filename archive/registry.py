"""Which outlets there are: their scrapers found in the folder `scrapers`, in one more folder, and in entry points.

Being in a folder is being registered. A file whose name begins with `_` holds a base for others and is no outlet. A
broken file is collected as a `Problem` and takes no other down. Where two scrapers claim one host, the nearer one wins:
a person's own folder before installed packages, and those before what is shipped.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.metadata import entry_points
from types import ModuleType
from typing import TYPE_CHECKING

import scrapers as shipped
from archive import text, urls
from archive.errors import ScraperError
from archive.scraper import Scraper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.metadata import EntryPoint
    from pathlib import Path

    Loader = Callable[[], object]

ENTRY_POINTS = "archive.scrapers"
# The name under which the files of a person's folder are imported, so that `from ._base import Base` works in them.
_OWN_PACKAGE = "archive_own_scrapers"


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or entry point that could not be used, and why."""

    file: str
    reason: str


@dataclass(frozen=True)
class Registry:
    """The scrapers that were found, the nearest first, and what could not be used."""

    scrapers: tuple[Scraper, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _by_host(self) -> dict[str, Scraper]:
        """The nearest scraper of each host that one claims."""
        claims = [(own.lower().removeprefix("www."), scraper) for scraper in self.scrapers for own in scraper.hosts]
        return dict(reversed(claims))

    @classmethod
    def found(cls, folder: Path | None = None, points: Iterable[EntryPoint] | None = None) -> Registry:
        """All scrapers there are; `points` stands for the entry points of installed packages."""
        installed = entry_points(group=ENTRY_POINTS) if points is None else points
        loaders = [
            *(_own_files(folder) if folder else ()),
            *((point.value, point.load) for point in installed),
            *_files(shipped.__name__, shipped.__path__),
        ]
        kept: list[Scraper] = []
        problems: list[Problem] = []
        for file, load in loaders:
            try:
                kept += _outlets(load())
            except ScraperError as error:
                problems.append(Problem(file, str(error)))
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's file may fail in any way
                problems.append(Problem(file, f"{type(error).__name__}: {error}"))
        return cls(tuple(kept), tuple(problems))

    def for_host(self, host: str) -> Scraper | None:
        """The scraper of a host or of a domain it lies in: of the longest that fits, then of the nearest."""
        domain = host.lower().removeprefix("www.").rstrip(".")
        while domain and domain not in self._by_host:
            domain = domain.partition(".")[2]
        return self._by_host.get(domain)

    def named(self, name: str) -> tuple[Scraper, ...]:
        """The scrapers that a person may mean by a name, with or without its article, or by a host."""
        wanted = text.slug(name).removeprefix("the-")
        found = tuple(one for one in self.scrapers if text.slug(one.name).removeprefix("the-") == wanted)
        by_host = self.for_host(name)
        return found or ((by_host,) if by_host else ())

    def for_url(self, url: str | None) -> Scraper | None:
        """The scraper of a page's address; None where nobody has written one."""
        return self.for_host(urls.host(url)) if urls.is_web(url) else None


def _own_files(folder: Path) -> Iterator[tuple[str, Loader]]:
    """The files of a person's folder, read afresh as a package of their own."""
    for name in [name for name in sys.modules if name.partition(".")[0] == _OWN_PACKAGE]:
        del sys.modules[name]
    package = ModuleType(_OWN_PACKAGE)
    package.__path__ = [str(folder)]
    sys.modules[_OWN_PACKAGE] = package
    importlib.invalidate_caches()
    return _files(_OWN_PACKAGE, package.__path__)


def _files(package: str, path: Iterable[str]) -> Iterator[tuple[str, Loader]]:
    """The files of a package that may hold an outlet, by name, and how to import each."""
    names = sorted(module.name for module in pkgutil.iter_modules(path))
    return ((f"{name}.py", partial(importlib.import_module, f"{package}.{name}")) for name in names if name[0] != "_")


def _outlets(found: object) -> list[Scraper]:
    """The scrapers in what was loaded: a module, or a class that an entry point names."""
    members = vars(found).values() if isinstance(found, ModuleType) else [found]
    classes = [one for one in members if isinstance(one, type) and issubclass(one, Scraper) and one is not Scraper]
    own = [one for one in classes if not isinstance(found, ModuleType) or one.__module__ == found.__name__]
    if not own:
        raise ScraperError("it holds no Scraper; write `class MyOutlet(Scraper):`, or begin the file's name with _.")
    for one in own:
        if not (one.name and one.hosts):
            raise ScraperError(f"{one.__name__} needs a name and hosts, or nobody can find it.")
    return [one() for one in own]
