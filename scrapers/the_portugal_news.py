"""The Portugal News: generic reading is right, but for the byline.

It begins the line of sections and date under the standfirst. Seen on a page of 2025. Addresses as Fundus 0.5.7 lists
them.
"""

from archive.scraper import Page, Scraper


class ThePortugalNews(Scraper):
    name = "The Portugal News"
    hosts = ("theportugalnews.com",)
    country = "PT"
    sitemaps = ("https://www.theportugalnews.com/sitemap-news.xml",)

    def authors(self, page: Page) -> tuple[str, ...] | None:
        line = page.text("article h1 ~ p.text-sm") or ""
        return (line.removeprefix("By ").partition(",")[0],) if line.startswith("By ") else None
