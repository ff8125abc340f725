"""What the columns of every export mean: the one source of the docs, of `metadata.yml` and of the data dictionary.

A type is one of the Table Schema (specs.frictionlessdata.io); dates that may be a year alone are text, as no type has
room for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["integer", "string", "date", "datetime"]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means, what its values are, in which unit where they have one, and one of them for example."""

    meaning: str
    example: str
    type: Type = "string"
    unit: str | None = None


ARTICLES = {
    "id": Column("the article's number in this archive, for ever", "12", "integer"),
    "version": Column("the outlet's edits counted from 1; 2.1 is the first re-reading or correction of edit 2", "2"),
    "title": Column("the headline", "Harbour crowd stops depot eviction"),
    "dek": Column("the standfirst below the headline", "Forty people sat down before the first van."),
    "authors": Column("the names of the byline in its order, joined by “; ”", "Ines Marlowe; Tomas Vale"),
    "outlet": Column("who published it", "The Eastgate Courier"),
    "published": Column("when, in ISO 8601, as precisely as it is known; empty: unknown", "2025-03-14T18:40:00+01:00"),
    "published_date": Column(
        "the first day that `published` can mean, for sorting and spreadsheets", "2025-03-14", "date"
    ),
    "published_precision": Column("year, month, day or minute", "minute"),
    "modified": Column("when the outlet says that it last changed it", "2025-03-15"),
    "section": Column("the outlet's own section", "News"),
    "tags": Column("the outlet's or a person's tags, joined by “; ”", "housing; police"),
    "language": Column("BCP 47, as the page declares it", "en-GB"),
    "words": Column(
        "words of the text; in scripts without spaces two characters count as one", "512", "integer", "words"
    ),
    "url": Column("the address that was asked for", "https://courier.example/depot?utm_source=feed"),
    "canonical_url": Column("the address without tracking, AMP or mobile forms", "https://courier.example/depot"),
    "archived_url": Column(
        "where an independent copy lies", "https://web.archive.org/web/20250314190211/https://courier.example/depot"
    ),
    "permalink": Column("the address of exactly this version", "https://archive.example/article/12/v2"),
    "captured_at": Column("when the bytes were received (UTC)", "2025-03-14T19:02:11Z", "datetime", "UTC"),
    "evidence": Column("fetched, wayback, warc, file or row", "fetched"),
    "first_seen": Column("when the article came into the archive (UTC)", "2025-03-14T19:02:11Z", "datetime", "UTC"),
    "last_seen": Column("when it was last found unchanged (UTC)", "2025-04-14T07:00:02Z", "datetime", "UTC"),
    "body_sha256": Column(
        "SHA-256 of the bytes as received", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ),
    "text_sha256": Column(
        "SHA-256 of the UTF-8 of `text`", "ff8902c331d1a2b3a5f1c8d0e4b7a69c2d3e4f5061728394a5b6c7d8e9f00112"
    ),
    "access": Column("what visitors may see: full, excerpt, metadata or none", "full"),
    "copies": Column("how many copies of it other outlets ran", "3", "integer", "articles"),
    "copy_of": Column("the article that it is a copy of", "7", "integer"),
    "flags": Column(
        "what to know before counting it, by space: undated, date_impossible, paywalled, no_text …", "paywalled"
    ),
    "snippet": Column("the best passage for the query, empty without one", "… the **bailiffs** left at noon …"),
    "text": Column("the paragraphs, joined by a blank line", "The bailiffs left at noon. …"),
}
MATCHES = {
    "article_id": Column("the article's number in this archive", "12", "integer"),
    "version": ARTICLES["version"],
    "paragraph": Column("the paragraph that it stands in, from 1", "4", "integer"),
    "left": Column("what stands before it in the paragraph", "By noon the"),
    "hit": Column("the words found", "bailiffs"),
    "right": Column("what stands after it in the paragraph", "had left Harbour Street"),
    "title": ARTICLES["title"],
    "outlet": ARTICLES["outlet"],
    "published": ARTICLES["published"],
    "position": Column(
        "how far into the text it stands: 0 at its beginning, 99 at its end", "41", "integer", "per cent"
    ),
}
SAMPLES = {
    "unit": Column("the article's place in the sample, in an order of chance", "1", "integer"),
    "coder": Column("who codes this row", "2", "integer"),
    "overlap": Column("yes: every coder has this article", "yes"),
    "stratum": Column("what the sample is stratified by", "The Eastgate Courier · 2025"),
    "code": Column("empty: for the coder", ""),
    "note": Column("empty: for the coder", ""),
}
DAYS = {
    "start": Column("the day", "2025-03-14", "date"),
    "count": Column("articles of that day that match", "7", "integer", "articles"),
    "total": Column("all articles of that day in the archive", "143", "integer", "articles"),
}
