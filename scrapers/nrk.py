"""NRK: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD is that of the front page. Seen on a page of 2024 and read so by Fundus 0.5. Addresses as
Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class NRK(OpenGraphTitle):
    name = "NRK"
    hosts = ("nrk.no",)
    country = "NO"
    language = "no"
    feeds = (
        "https://www.nrk.no/norge/toppsaker.rss",
        "https://www.nrk.no/urix/toppsaker.rss",
        "https://www.nrk.no/sport/toppsaker.rss",
        "https://www.nrk.no/kultur/toppsaker.rss",
        "https://www.nrk.no/livsstil/toppsaker.rss",
        "https://www.nrk.no/viten/toppsaker.rss",
        "https://www.nrk.no/dokumentar/toppsaker.rss",
    )
