"""The words of the pages: what the archive's short names mean to a reader, and how it writes dates and numbers."""

from __future__ import annotations

from collections.abc import Mapping

from archive.cite.words import day as day_in_words
from archive.search import FacetName

EVIDENCE = {
    "fetched": "fetched from the site by this archive",
    "wayback": "taken from the Wayback Machine",
    "warc": "taken from a WARC file",
    "file": "a saved file",
    "row": "a row of a table",
}
CAUSE = {
    "capture": "changed by the outlet",
    "reread": "read again from the same bytes",
    "person": "corrected by a person",
}
ORIGIN = {
    "outlet": "the outlet’s own reader",
    "json-ld": "the page’s data (JSON-LD)",
    "meta": "the page’s meta tags",
    "markup": "the page’s markup",
    "trafilatura": "read from the page (trafilatura)",
    "url": "the address",
    "file": "the file",
    "person": "a person",
    "first sentence": "the first sentence",
}
FIELDS = {
    "title": "Headline",
    "dek": "Standfirst",
    "authors": "Byline",
    "published": "Published",
    "modified": "Modified",
    "outlet": "Outlet",
    "section": "Section",
    "tags": "Tags",
    "language": "Language",
    "text": "Text",
}
FLAGS = {
    "undated": "No date is known.",
    "date_impossible": "The date given cannot be true, and was not believed.",
    "paywalled": "Behind a paywall: this may be the beginning only.",
    "no_text": "No readable text was found in the capture.",
}
LEVELS = {
    "excerpt": "An excerpt: this archive shows visitors the beginning of the text only.",
    "metadata": "This archive does not show visitors the text.",
}
SIGNS = {
    "named": "",
    "again": ", by a pronoun or family name",
    "goes on": ", going on from the paragraph before",
}
STYLES = {
    "apa": "APA",
    "mla": "MLA",
    "chicago": "Chicago",
    "harvard": "Harvard",
    "oscola": "OSCOLA",
    "mhra": "MHRA",
}
FACETS: dict[FacetName, str] = {
    "outlet": "Outlet",
    "year": "Year",
    "section": "Section",
    "author": "Byline",
    "tag": "Tag",
    "language": "Language",
}
# ISO 639-1, the languages with most news on the web; any other goes by its code.
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


def day(iso: str | None) -> str:
    """A date in words at its own precision, without the hour: `14 March 2025`, `March 2025`."""
    return day_in_words(iso)


def when(iso: str | None) -> str:
    """A date in words, with the hour and zone where they are known: `14 March 2025, 18:40 (+01:00)`."""
    words = day_in_words(iso)
    if not iso or "T" not in iso:
        return words
    time, zone = iso[11:16], iso[16:].removeprefix(iso[16:19] if iso[16:17] == ":" else "")
    return f"{words}, {time}" + (" UTC" if zone in {"Z", "+00:00"} else f" ({zone})" if zone else "")


def archive_cited(about: Mapping[str, str], today: str) -> str:
    """How to cite the archive as a whole."""
    title = about.get("title", "A Pressmark archive")
    kept = f" Kept by {about['keeper']}." if "keeper" in about else ""
    where = f" {about['base_url']}." if "base_url" in about else ""
    return f"{title}.{kept}{where} Archive {about['uuid']}. Accessed {day(today)}."


def number(count: int) -> str:
    """A number with its thousands parted."""
    return f"{count:,}"


def counted(count: int, word: str, several: str | None = None) -> str:
    """A number and its word: `1 article`, `1,200 articles`; `several` where more than one is no `s` more."""
    return f"{count:,} {word if count == 1 else several or f'{word}s'}"


def percent(part: int, whole: int) -> str:
    """A share for a picture, in per cent of `whole`."""
    return f"{100 * part / whole:.2f}%" if whole else "0%"


def share(part: float) -> str:
    """A part of one for a reader, in per cent: `12 %`, `0.4 %`."""
    return f"{100 * part:.0f} %" if part >= 0.0995 else f"{100 * part:.2g} %"


def language(tag: str) -> str:
    """A language tag with its name: `English (en-GB)`."""
    name = _LANGUAGES.get(tag.replace("_", "-").split("-")[0].lower())
    return f"{name} ({tag})" if name else tag


def value(facet: str, label: str) -> str:
    """A value of a facet as a reader knows it: languages by their names."""
    return _LANGUAGES.get(label.lower(), label) if facet == "language" else label
