"""La Repubblica: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class LaRepubblica(Scraper):
    name = "La Repubblica"
    hosts = ("repubblica.it",)
    country = "IT"
    language = "it"
    feeds = ("https://www.repubblica.it/rss/homepage/rss2.0.xml",)
