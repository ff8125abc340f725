"""netzpolitik.org: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class NetzpolitikOrg(Scraper):
    name = "netzpolitik.org"
    hosts = ("netzpolitik.org",)
    country = "DE"
    language = "de"
    feeds = ("https://netzpolitik.org/feed/",)
