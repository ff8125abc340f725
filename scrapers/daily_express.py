"""Daily Express: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD follows a live page. Seen on a page of 2024 and read so by Fundus 0.5. Addresses as Fundus
0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class DailyExpress(OpenGraphTitle):
    name = "Daily Express"
    hosts = ("express.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://www.express.co.uk/googlenews.xml",)
