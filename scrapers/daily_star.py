"""Daily Star: generic reading is right.

Seen on two pages of 2024 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class DailyStar(Scraper):
    name = "Daily Star"
    hosts = ("dailystar.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://www.dailystar.co.uk/map_news.xml",)
