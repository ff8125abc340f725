"""Financial Post: generic reading is right.

A quotation before the headline is left out, as `og:title` leaves it out. Seen on a page of 2026. Addresses as Fundus
0.5.7 lists them.
"""

from archive.scraper import Scraper


class FinancialPost(Scraper):
    name = "Financial Post"
    hosts = ("financialpost.com",)
    country = "CA"
    language = "en"
    feeds = ("https://financialpost.com/feed",)
    sitemaps = ("https://financialpost.com/sitemap-news.xml",)
