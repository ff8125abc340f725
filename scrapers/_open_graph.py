"""Outlets that give readers one headline, in `og:title`, and search engines another, in JSON-LD."""

from archive.scraper import Page, Scraper


class OpenGraphTitle(Scraper):
    def title(self, page: Page) -> str | None:
        return page.meta("og:title")
