"""Fetching: one client for pages, feeds and sitemaps, behind a guard that vets every address before connecting."""

from archive.fetch.client import Fetcher
from archive.fetch.guard import Resolver, resolve_by_system
from archive.fetch.port import Fetch

__all__ = ["Fetch", "Fetcher", "Resolver", "resolve_by_system"]
