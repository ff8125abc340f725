"""MDR: generic reading is right, but for the title.

The headline in JSON-LD is for search engines; the one in sight is the first `h1`, in which a kicker may stand apart.
Seen on pages of 2023 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Page, Scraper


class MDR(Scraper):
    name = "MDR"
    hosts = ("mdr.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.mdr.de/nachrichten/index-rss.xml",)
    sitemaps = ("https://www.mdr.de/news-sitemap.xml",)

    def title(self, page: Page) -> str | None:
        return page.text("h1 .headline") or page.text("h1")
