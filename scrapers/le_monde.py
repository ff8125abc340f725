"""Le Monde: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class LeMonde(Scraper):
    name = "Le Monde"
    hosts = ("lemonde.fr",)
    country = "FR"
    language = "fr"
    sitemaps = ("https://www.lemonde.fr/sitemap_news.xml",)
