"""Motorsport-Magazin: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class MotorsportMagazin(Scraper):
    name = "Motorsport-Magazin"
    hosts = ("motorsport-magazin.com",)
    country = "DE"
    language = "de"
    feeds = ("https://www.motorsport-magazin.com/rss/alle-rennserien.xml",)
