"""Reuters: generic reading is right.

Seen on two pages of 2023 and 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Reuters(Scraper):
    name = "Reuters"
    hosts = ("reuters.com",)
    country = "US"
    language = "en"
    sitemaps = ("https://www.reuters.com/arc/outboundfeeds/news-sitemap-index/?outputType=xml",)
