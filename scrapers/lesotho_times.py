"""Lesotho Times: metadata names the paper as author; the names stand above the text.

Seen on two pages of 2025: the byline is the first paragraph that is bold as a whole, names apart by a slash.
"""

from archive.scraper import Page, Scraper


class LesothoTimes(Scraper):
    name = "Lesotho Times"
    hosts = ("lestimes.com",)
    country = "LS"
    language = "en"

    def authors(self, page: Page) -> tuple[str, ...] | None:
        bold = set(page.texts("p > strong:only-child"))
        byline = next((line for line in page.texts("p") if line in bold), None)
        return tuple(byline.split("/")) if byline else None
