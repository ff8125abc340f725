"""Daily News (Tanzania): generic reading is right.

Seen on a page of 2019. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class DailyNewsTanzania(Scraper):
    name = "Daily News (Tanzania)"
    hosts = ("dailynews.co.tz",)
    country = "TZ"
    language = "en"
    sitemaps = ("https://dailynews.co.tz/sitemap_index.xml",)
