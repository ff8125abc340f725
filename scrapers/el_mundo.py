"""El Mundo: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class ElMundo(Scraper):
    name = "El Mundo"
    hosts = ("elmundo.es",)
    country = "ES"
    language = "es"
    feeds = (
        "https://e00-elmundo.uecdn.es/elmundo/rss/portada.xml",
        "https://e00-elmundo.uecdn.es/elmundo/rss/espana.xml",
    )
