"""Dagbladet: generic reading is right, but for the byline.

JSON-LD names the last of several authors; all of them stand above the text. Seen on a page of 2024. Addresses as
Fundus 0.5.7 lists them.
"""

from archive.scraper import Page, Scraper


class Dagbladet(Scraper):
    name = "Dagbladet"
    hosts = ("dagbladet.no", "db.no")
    country = "NO"
    language = "no"
    sitemaps = ("https://www.dagbladet.no/sitemap",)

    def authors(self, page: Page) -> tuple[str, ...] | None:
        return page.texts(".byline a[rel=author]") or None
