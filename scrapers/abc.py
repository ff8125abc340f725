"""ABC: generic reading is right.

Seen on two pages of 2024 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class ABC(Scraper):
    name = "ABC"
    hosts = ("abc.es",)
    country = "ES"
    language = "es"
    feeds = ("https://www.abc.es/rss/2.0/espana/", "https://www.abc.es/rss/2.0/portada/")
    sitemaps = ("https://www.abc.es/sitemap.xml",)
