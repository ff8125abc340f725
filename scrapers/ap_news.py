"""AP News: generic reading is right.

Seen on two pages of 2023 and 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class APNews(Scraper):
    name = "AP News"
    hosts = ("apnews.com",)
    country = "US"
    sitemaps = ("https://apnews.com/news-sitemap-content.xml",)
