"""Hankook Ilbo: generic reading is right, but for the hour of publication.

It stands in an attribute for the measuring of readers, in Korean time. Seen on a page of January 2026; one of 2025
and one of July 2026 have JSON-LD instead. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Page, Scraper


class HankookIlbo(Scraper):
    name = "Hankook Ilbo"
    hosts = ("hankookilbo.com",)
    country = "KR"
    language = "ko"
    sitemaps = ("https://www.hankookilbo.com/sitemap/latest-articles",)

    def published(self, page: Page) -> str | None:
        moments = page.select("[data-deploy-dt]") if not page.jsonld else []
        return next((one.get("data-deploy-dt") for one in moments), None)
