"""t-online: generic reading is right.

Seen on two pages of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TOnline(Scraper):
    name = "t-online"
    hosts = ("t-online.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.t-online.de/nachrichten/feed.rss",)
