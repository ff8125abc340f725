"""The words of the house: frozen records that pass from one stage to the next.

Standard library only, and no behaviour beyond what a record can say about itself. A date in any of
them is ISO text at its true precision (`2015`, `2015-06`, `2015-06-22`, `2015-06-22T18:04:00+01:00`):
a midnight, a day or a zone that nobody gave is never filled in.
"""

from archive.model.article import Article, Cause, Citation, Hit, Publication, Sort, Version, version_label
from archive.model.capture import Capture, Evidence, Hop, Kept, Place, Ref, Validators
from archive.model.item import Found, Item, Note, Refused, Wanted
from archive.model.outcome import Outcome, OutcomeKind, Result, Why
from archive.model.reading import Given, Link, Reading
from archive.model.source import Gap, Listing, Source, SourceHealth, SourceKind, SourceMonth, Visit

__all__ = [
    "Article",
    "Capture",
    "Cause",
    "Citation",
    "Evidence",
    "Found",
    "Gap",
    "Given",
    "Hit",
    "Hop",
    "Item",
    "Kept",
    "Link",
    "Listing",
    "Note",
    "Outcome",
    "OutcomeKind",
    "Place",
    "Publication",
    "Reading",
    "Ref",
    "Refused",
    "Result",
    "Sort",
    "Source",
    "SourceHealth",
    "SourceKind",
    "SourceMonth",
    "Validators",
    "Version",
    "Visit",
    "Wanted",
    "Why",
    "version_label",
]
