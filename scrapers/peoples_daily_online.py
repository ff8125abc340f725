"""People’s Daily Online: generic reading is right.

Articles name no author, only the editors in charge, at their end. Seen on a page of 2024.
"""

from archive.scraper import Scraper


class PeoplesDailyOnline(Scraper):
    name = "People’s Daily Online"
    hosts = ("people.com.cn", "people.cn")
    country = "CN"
    language = "zh"
