"""Die Neue Südtiroler Tageszeitung: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class DieNeueSudtirolerTageszeitung(Scraper):
    name = "Die Neue Südtiroler Tageszeitung"
    hosts = ("tageszeitung.it",)
    country = "IT"
    language = "de"
    sitemaps = ("https://www.tageszeitung.it/sitemap.xml",)
