"""Daily Maverick: generic reading is right.

Seen on two pages of 2025 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class DailyMaverick(Scraper):
    name = "Daily Maverick"
    hosts = ("dailymaverick.co.za",)
    country = "ZA"
    language = "en"
    sitemaps = ("https://www.dailymaverick.co.za/news-sitemap.xml",)
