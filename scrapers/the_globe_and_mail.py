"""The Globe and Mail: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheGlobeAndMail(Scraper):
    name = "The Globe and Mail"
    hosts = ("theglobeandmail.com",)
    country = "CA"
    language = "en"
    sitemaps = (
        "https://www.theglobeandmail.com/arc/outboundfeeds/news-sitemap-index/?outputType=xml",
        "https://www.theglobeandmail.com/arc/outboundfeeds/sitemap-index/?outputType=xml",
    )
