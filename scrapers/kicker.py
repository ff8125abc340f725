"""kicker: generic reading is right, but for the title.

The `h1` ends a trail of links and is for search engines; the headline in sight is the `h2` of the header. Seen on a
page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Page, Scraper


class Kicker(Scraper):
    name = "kicker"
    hosts = ("kicker.de",)
    country = "DE"
    language = "de"
    feeds = ("https://newsfeed.kicker.de/news/aktuell",)
    sitemaps = ("https://newsfeed.kicker.de/googlesitemapnews.xml",)

    def title(self, page: Page) -> str | None:
        return page.text(".kick__article__header h2")
