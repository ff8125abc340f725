"""The Province: generic reading is right.

Seen on a page of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheProvince(Scraper):
    name = "The Province"
    hosts = ("theprovince.com",)
    country = "CA"
    language = "en"
    feeds = ("https://theprovince.com/feed",)
    sitemaps = ("https://theprovince.com/sitemap-news.xml",)
