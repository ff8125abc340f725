"""Voice of America: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class VoiceOfAmerica(Scraper):
    name = "Voice of America"
    hosts = ("voanews.com",)
    country = "US"
    language = "en"
    sitemaps = ("https://www.voanews.com/sitemap.xml",)
