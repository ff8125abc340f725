"""Daily Mail: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD is lengthened for search engines. Seen on a page of 2024 and read so by Fundus 0.5. Addresses
as Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class DailyMail(OpenGraphTitle):
    name = "Daily Mail"
    hosts = ("dailymail.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://www.dailymail.co.uk/google-news-sitemap.xml",)
