"""Habari Leo: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class HabariLeo(Scraper):
    name = "Habari Leo"
    hosts = ("habarileo.co.tz",)
    country = "TZ"
    language = "sw"
    sitemaps = ("https://habarileo.co.tz/sitemap.xml",)
