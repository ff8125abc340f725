"""What an address alone tells: the day or month of publication in its path, and the host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive import dates, urls
from archive.extract.claims import Claims

if TYPE_CHECKING:
    from archive.page import Page

_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_DATES = (
    re.compile(rf"{_YEAR}[/._-](0?[1-9]|1[0-2])[/._-](0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"{_YEAR}/?(0[1-9]|1[0-2])/?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"(?<=/){_YEAR}/(0[1-9]|1[0-2])(?=/)"),
)


def read(page: Page) -> Claims:
    """The claims of the page's address; empty where it has none."""
    if not urls.is_web(page.url):
        return Claims()
    path = urlsplit(str(page.url)).path
    match = next((match for match in (form.search(path) for form in _DATES) if match), None)
    day = dates.parse("-".join(match.groups())) if match else None
    return Claims(published=(day,) if day else (), outlet=(urls.host(page.url),))
