"""TimesLIVE: generic reading is right.

Seen on two pages of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TimesLIVE(Scraper):
    name = "TimesLIVE"
    hosts = ("timeslive.co.za",)
    country = "ZA"
    language = "en"
    feeds = ("https://www.timeslive.co.za/arc/outboundfeeds/google-news-feed/",)
    sitemaps = ("https://www.timeslive.co.za/arc/outboundfeeds/sitemap-news-index/",)
