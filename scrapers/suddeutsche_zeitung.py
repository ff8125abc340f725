"""Süddeutsche Zeitung: generic reading is right.

Seen on two pages of 2023 and 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class SuddeutscheZeitung(Scraper):
    name = "Süddeutsche Zeitung"
    hosts = ("sueddeutsche.de",)
    country = "DE"
    language = "de"
    feeds = ("https://rss.sueddeutsche.de/alles",)
