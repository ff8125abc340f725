"""Fetching: one client for pages, feeds, sitemaps and robots.txt, and a crew of threads that asks many hosts at once.

`guard` vets every address before connecting, `patience` ends all waiting, `payload` caps what comes, `wire` puts them
together for one question and its answer. `robots`, `optouts` and `pace` are manners. `client` is the fetcher, `crew`
the round over many addresses, and `port` what the pipeline asks of any fetcher.
"""

from archive.fetch.client import Fetcher
from archive.fetch.crew import Crew
from archive.fetch.guard import Resolver, resolve_by_system
from archive.fetch.port import Fetch

__all__ = ["Crew", "Fetch", "Fetcher", "Resolver", "resolve_by_system"]
