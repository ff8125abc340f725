"""Business Insider: generic reading is right.

Seen on two pages of 2024 and 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class BusinessInsider(Scraper):
    name = "Business Insider"
    hosts = ("businessinsider.com",)
    country = "US"
    language = "en"
    sitemaps = ("https://www.businessinsider.com/sitemap/google-news.xml",)
