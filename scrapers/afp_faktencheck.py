"""AFP Faktencheck: generic reading is right.

Who translated a text is not among its authors. Seen on a page of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class AFPFaktencheck(Scraper):
    name = "AFP Faktencheck"
    hosts = ("faktencheck.afp.com",)
    country = "DE"
    language = "de"
    sitemaps = ("https://faktencheck.afp.com/sitemap.xml",)
