"""Klasse Gegen Klasse: generic reading is right.

Seen on a page of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class KlasseGegenKlasse(Scraper):
    name = "Klasse Gegen Klasse"
    hosts = ("klassegegenklasse.org",)
    country = "DE"
    language = "de"
    feeds = ("https://www.klassegegenklasse.org/feed/",)
