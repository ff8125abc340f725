"""Plain text and Markdown as a reading: a headline where there is one, paragraphs, and nothing made up.

The first line is the headline when it looks like one: short, no full stop, a blank line after it. Otherwise the
title is made from the first sentence, and `origin` says so. A date, an author or an outlet that the file does not
give stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace

import yaml
from markdown_it import MarkdownIt

from archive import codings, embeds, text, urls
from archive.errors import InputError
from archive.model import Capture, Link, Reading
from archive.sources import columns

HEADLINE_CHARACTERS = 160
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\n---[ \t]*\r?\n", re.DOTALL)
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def decode(body: bytes) -> str:
    """The text of a file by its byte order mark, else as UTF-8; raises InputError."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if body.startswith(mark)), "utf-8")
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"it is not {encoding.upper()[:6].rstrip('-')} text (byte {error.start:,}): convert it first, for example"
            " with iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def read(capture: Capture) -> Reading:
    """What a text or Markdown file says; raises InputError where it is not text, or holds none."""
    whole = decode(codings.undo(capture.body, capture.header("content-encoding") or ""))
    said, heading = Reading(), None
    links: tuple[Link, ...] = ()
    if capture.media_type == "text/markdown":
        said, whole = _front_matter(whole)
        heading, whole, links = _unmarked(whole)
    body, embedded = embeds.take_out(text.clean(whole))
    title, by, body = _headline(said.title or heading, body)
    if not body:
        raise InputError("there is no text in it")
    origin = {**said.origin, "title": by, "text": "file"}
    return replace(said, title=title, text=body, links=(*embedded, *links), origin=origin)


def _headline(named: str | None, body: str) -> tuple[str, str, str]:
    """The title, who said it, and the text that is left."""
    first, _, rest = body.partition("\n\n")
    if named:
        return text.clean_line(named), "file", body
    if rest and "\n" not in first and len(first) <= HEADLINE_CHARACTERS and first[-1] not in ".。:;,":
        return first, "file", rest
    return text.first_sentence(body), "first sentence", body


def _front_matter(whole: str) -> tuple[Reading, str]:
    """The fields before a note's text, as Obsidian, Hugo and Jekyll write them (YAML), and the text after them."""
    match = _FRONT_MATTER.match(whole)
    try:
        fields = yaml.safe_load(match[1]) if match else None
    except yaml.YAMLError:
        fields = None
    if match is None or not isinstance(fields, dict):
        return Reading(), whole
    named = {str(name): value for name, value in fields.items()}
    mapped = {field: name for field, name in columns.mapping(named).items() if field != "text"}
    return columns.reading(named, mapped), whole[match.end() :]


def _unmarked(whole: str) -> tuple[str | None, str, tuple[Link, ...]]:
    """A Markdown text without its marks: the heading it opens with, the rest, and the links it makes."""
    pieces: list[str] = []
    links: list[Link] = []
    heading, tag = None, ""
    for token in MarkdownIt("commonmark", {"html": False}).parse(whole):
        if token.type.endswith("_open"):
            tag = token.tag
        elif token.type in {"fence", "code_block"}:
            pieces.append(token.content)
        elif token.type == "inline":
            words = "".join(_words(child.type, child.content) for child in token.children or [])
            targets = [str(child.attrGet("href")) for child in token.children or [] if child.type == "link_open"]
            links += [Link("link", "", target) for target in targets if urls.is_web(target)]
            if tag == "h1" and heading is None and not pieces:
                heading = words
            else:
                pieces.append(words)
    return heading, "\n\n".join(pieces), tuple(links)


def _words(kind: str, content: str) -> str:
    return {"softbreak": " ", "hardbreak": "\n", "image": ""}.get(kind, content)
