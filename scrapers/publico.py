"""Público: generic reading is right.

Seen on a page of 2025.
"""

from archive.scraper import Scraper


class Publico(Scraper):
    name = "Público"
    hosts = ("publico.es",)
    country = "ES"
    language = "es"
