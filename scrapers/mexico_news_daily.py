"""Mexico News Daily: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class MexicoNewsDaily(Scraper):
    name = "Mexico News Daily"
    hosts = ("mexiconewsdaily.com",)
    country = "MX"
    language = "en"
    sitemaps = ("https://mexiconewsdaily.com/sitemap_index.xml",)
