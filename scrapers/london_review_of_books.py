"""London Review of Books: generic reading is right, but for the outlet, which is the LRB blog under its address.

No page of it has been compared yet. Its feed as other collectors use it.
"""

from archive.scraper import Page, Scraper


class LondonReviewOfBooks(Scraper):
    name = "London Review of Books"
    hosts = ("lrb.co.uk",)
    country = "GB"
    language = "en"
    feeds = ("https://www.lrb.co.uk/blog/feed/",)

    def outlet(self, page: Page) -> str | None:
        return "LRB blog" if "/blog/" in (page.url or "") else None
