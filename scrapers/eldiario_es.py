"""elDiario.es: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class ElDiarioEs(Scraper):
    name = "elDiario.es"
    hosts = ("eldiario.es",)
    country = "ES"
    language = "es"
    feeds = ("https://www.eldiario.es/rss/",)
    sitemaps = ("https://www.eldiario.es/sitemap_google_news_25b87.xml",)
