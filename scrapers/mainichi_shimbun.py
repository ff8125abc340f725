"""Mainichi Shimbun: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class MainichiShimbun(Scraper):
    name = "Mainichi Shimbun"
    hosts = ("mainichi.jp",)
    country = "JP"
    language = "ja"
    feeds = ("https://mainichi.jp/rss/etc/mainichi-flash.rss",)
