"""Tageblatt: generic reading is right, but for the title, which is `og:title`.

It has the kicker, which stands in the headline in sight without a mark between. Seen on a page of 2025. Addresses as
Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class Tageblatt(OpenGraphTitle):
    name = "Tageblatt"
    hosts = ("tageblatt.lu",)
    country = "LU"
    language = "de"
    sitemaps = ("https://www.tageblatt.lu/Sitemap_Index.xml.gz",)
