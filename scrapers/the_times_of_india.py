"""The Times of India: generic reading is right.

Seen on two pages of 2024 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheTimesOfIndia(Scraper):
    name = "The Times of India"
    hosts = ("timesofindia.indiatimes.com",)
    country = "IN"
    language = "en"
    feeds = (
        "https://timesofindia.indiatimes.com/rssfeedstopstories.cms",
        "https://timesofindia.indiatimes.com/rssfeedmostrecent.cms",
    )
    sitemaps = (
        "https://timesofindia.indiatimes.com/sitemap/today",
        "https://timesofindia.indiatimes.com/sitemap/yesterday",
    )
