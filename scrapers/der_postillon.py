"""Der Postillon: generic reading is right.

Initials of authors stand at the end of the text, and stay there. Seen on a page of 2024. Addresses as Fundus 0.5.7
lists them.
"""

from archive.scraper import Scraper


class DerPostillon(Scraper):
    name = "Der Postillon"
    hosts = ("der-postillon.com",)
    country = "DE"
    language = "de"
    feeds = ("https://follow.it/der-postillon-abo",)
