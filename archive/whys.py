"""Why something came or did not come, in the words that all reports share (`archive.model.Why`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from archive.model import Why

_WORDS: dict[str, Why] = {word: word for word in get_args(Why)}
_STATUSES: dict[int, Why] = {401: "blocked", 403: "blocked", 451: "blocked", 404: "gone", 410: "gone"}
# In the order in which they count: a page that is no article is not paywalled besides.
_FLAGS: dict[str, Why] = {
    "soft_404": "soft 404",
    "consent_wall": "consent wall",
    "empty": "empty",
    "listing": "not an article",
    "paywalled": "paywalled",
}


def of_error(kind: str) -> Why:
    """The word for the kind of a FetchError; for a kind that is none, the page could not be reached."""
    return _WORDS.get(kind, "unreachable")


def of_status(status: int) -> Why:
    """The word for an HTTP status that is no success: blocked, gone, and what else is the server's affair."""
    return _STATUSES.get(status, "server error")


def of_flags(flags: Iterable[str], otherwise: Why = "ok") -> Why:
    """The word for the flags of a reading."""
    found = set(flags)
    return next((why for flag, why in _FLAGS.items() if flag in found), otherwise)
