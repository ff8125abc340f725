"""Verdens Gang: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD is that of the front page. Seen on a page of 2024 and read so by Fundus 0.5. Addresses as
Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class VerdensGang(OpenGraphTitle):
    name = "Verdens Gang"
    hosts = ("vg.no",)
    country = "NO"
    language = "no"
    sitemaps = ("https://www.vg.no/sitemap/files/articles-48hrs.xml",)
