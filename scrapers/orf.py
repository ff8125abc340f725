"""ORF: generic reading is right.

Short reports name agencies, not people. Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class ORF(Scraper):
    name = "ORF"
    hosts = ("orf.at",)
    country = "AT"
    language = "de"
    feeds = ("https://rss.orf.at/news.xml",)
