"""Les Échos: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class LesEchos(Scraper):
    name = "Les Échos"
    hosts = ("lesechos.fr",)
    country = "FR"
    language = "fr"
    sitemaps = ("https://www.lesechos.fr/sitemap_news.xml",)
