"""La Vanguardia: generic reading is right.

Seen on two pages of 2025 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class LaVanguardia(Scraper):
    name = "La Vanguardia"
    hosts = ("lavanguardia.com",)
    country = "ES"
    language = "es"
    feeds = ("https://www.lavanguardia.com/rss/home.xml", "https://www.lavanguardia.com/rss/internacional.xml")
    sitemaps = (
        "https://www.lavanguardia.com/sitemap-google-news.xml",
        "https://www.lavanguardia.com/sitemap-news-agencias.xml",
    )
