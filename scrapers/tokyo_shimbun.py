"""Tokyo Shimbun: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TokyoShimbun(Scraper):
    name = "Tokyo Shimbun"
    hosts = ("tokyo-np.co.jp",)
    country = "JP"
    language = "ja"
    sitemaps = ("https://www.tokyo-np.co.jp/sitemap.xml",)
