"""junge Welt: appeals for subscriptions stand as paragraphs after the article, in no box of their own.

Seen on a page of 2024 and one of 2026, between which the site was redesigned; the article's container kept its class.
"""

from archive.scraper import Page, Scraper


class JungeWelt(Scraper):
    name = "junge Welt"
    hosts = ("jungewelt.de",)
    country = "DE"
    language = "de"

    def text(self, page: Page) -> str | None:
        return "\n\n".join(page.texts(".content.majuskel p, .content.majuskel h3, .content .col-md-8 > p")) or None
