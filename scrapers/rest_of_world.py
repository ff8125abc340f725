"""Rest of World: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class RestOfWorld(Scraper):
    name = "Rest of World"
    hosts = ("restofworld.org",)
    country = "US"
    language = "en"
    feeds = ("https://restofworld.org/feed/latest/",)
