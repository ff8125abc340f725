"""The Gateway Pundit: generic reading is right.

Seen on two pages of 2023 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheGatewayPundit(Scraper):
    name = "The Gateway Pundit"
    hosts = ("thegatewaypundit.com",)
    country = "US"
    language = "en"
    sitemaps = ("https://www.thegatewaypundit.com/sitemap.xml",)
