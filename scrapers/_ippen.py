"""The publishing system of the Ippen group: the headline in sight has a class of its own.

Seen on a page of merkur.de of 2023 and one of fr.de of 2024.
"""

from archive.scraper import Page, Scraper


class Ippen(Scraper):
    def title(self, page: Page) -> str | None:
        return page.text("h1.id-StoryElement-headline")
