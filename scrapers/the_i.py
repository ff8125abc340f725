"""i: generic reading is right.

Seen on two pages of 2023 and 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheI(Scraper):
    name = "i"
    hosts = ("inews.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://inews.co.uk/sitemap.xml",)
