"""Eyethu News: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class EyethuNews(Scraper):
    name = "Eyethu News"
    hosts = ("eyethunews.co.za",)
    country = "ZA"
    language = "zu"
    sitemaps = ("https://eyethunews.co.za/sitemap.xml",)
