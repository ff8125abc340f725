"""Every error that Pressmark raises on purpose.

    PressmarkError                 the message is one sentence for the person at the keyboard
    ├── UsageError                 the question itself was wrong (exit code 2)
    ├── InputError                 something given could not be read; the rest of the batch goes on
    │   └── TooBigError            it is larger than anything that it could be
    ├── FetchError                 an address did not give a page; carries the kind of failure
    ├── EvidenceError              stored bytes are missing, damaged or not what was recorded
    ├── StoreError                 the database
    │   ├── NoArchiveError         there is no archive at that path
    │   ├── NotOursError           the file is not a Pressmark archive
    │   ├── TooNewError            a newer Pressmark made it
    │   └── BusyError              another process is writing to it
    ├── NotFoundError              no such article, version, paragraph or setting
    │   └── TakenDownError         the article was taken down; says when, why, and what its hashes were
    └── ScraperError               an outlet's file is broken; the others go on

The message says what happened, to what, and what to do. The drawing is tested against the classes.
"""

from __future__ import annotations


class PressmarkError(Exception):
    """The root: catch this to catch all that Pressmark raises on purpose."""


class UsageError(PressmarkError):
    """The question itself was wrong."""


class InputError(PressmarkError):
    """Something given could not be read."""


class TooBigError(InputError):
    """Something given is larger than anything that it could be."""


class FetchError(PressmarkError):
    """An address did not give a page; `kind` is a word of `archive.model.Why`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class EvidenceError(PressmarkError):
    """Stored bytes are missing, damaged or not what was recorded."""


class StoreError(PressmarkError):
    """The database could not be used."""


class NoArchiveError(StoreError):
    """There is no archive at that path."""


class NotOursError(StoreError):
    """The file is not a Pressmark archive."""


class TooNewError(StoreError):
    """A newer Pressmark made the archive."""


class BusyError(StoreError):
    """Another process is writing to the archive."""


class NotFoundError(PressmarkError):
    """No such article, version, paragraph or setting."""


class TakenDownError(NotFoundError):
    """The article was taken down; `by_law` where the law asked for it."""

    def __init__(self, message: str, *, by_law: bool) -> None:
        super().__init__(message)
        self.by_law = by_law


class ScraperError(PressmarkError):
    """An outlet's file is broken."""
