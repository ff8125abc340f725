"""n-tv: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD, and the one in the trail of links above the article, are for search engines. Seen on pages of
2023, 2024 and 2025 and read so by Fundus 0.5. Addresses as Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class NTv(OpenGraphTitle):
    name = "n-tv"
    hosts = ("n-tv.de",)
    country = "DE"
    language = "de"
    sitemaps = ("https://www.n-tv.de/news.xml",)
