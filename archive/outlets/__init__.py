"""Keeping outlets' files right: drafts of new ones, checks of those there are, and the pages to check them on.

`draft` makes a file and a fixture from one page, `live` looks at an outlet as it is today, `saved` at pages that are at
hand. What is looked at is given: `fixtures` and `captured` find it, and `first_page` gets the one that a draft is for.
"""

from archive.outlets.at_hand import Places, captured, first_page, fixtures
from archive.outlets.checks import Finding, live, saved
from archive.outlets.drafts import Draft, draft

__all__ = ["Draft", "Finding", "Places", "captured", "draft", "first_page", "fixtures", "live", "saved"]
