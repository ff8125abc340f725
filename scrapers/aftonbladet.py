"""Aftonbladet: generic reading is right.

Seen on two pages of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Aftonbladet(Scraper):
    name = "Aftonbladet"
    hosts = ("aftonbladet.se",)
    country = "SE"
    language = "sv"
    feeds = ("https://rss.aftonbladet.se/rss2/small/pages/sections/senastenytt/",)
    sitemaps = ("https://www.aftonbladet.se/sitemaps/files/articles-48hrs.xml",)
