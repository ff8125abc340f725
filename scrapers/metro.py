"""Metro: generic reading is right.

Seen on two pages of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Metro(Scraper):
    name = "Metro"
    hosts = ("metro.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://metro.co.uk/news-sitemap.xml",)
