"""One captured HTML page, decoded as browsers do and parsed once.

`decode` turns the bytes of a capture into text: the content coding first, then the character encoding. `Page` holds
what everybody who reads the page asks for; its tree is shared, so nobody may change it. Damaged markup is the normal
case: nothing here raises on what a page says, and a JSON-LD block that cannot be read is left out.
"""

from __future__ import annotations

import json
import re
from functools import cached_property, lru_cache
from itertools import starmap
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html
from lxml.cssselect import CSSSelector

from archive import charsets, codings, text, urls
from archive.errors import TooBigError
from archive.parsable import parsable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.model import Capture

# In bytes: the largest of a thousand real pages has 2.2 million, and reading one takes fifteen times as much memory.
LARGEST = 10_000_000
_EMBEDDED = re.compile(rb"(data:[\w/+.;=-]{,200};base64,)[A-Za-z0-9+/=]{1000,}")
_SILENT = frozenset({"script", "style", "template"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q ruby rb rt s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
# What people put around and between JSON values in a script: comment and CDATA marks, commas, semicolons.
_JSON_NOISE = re.compile(r"(?:[\s,;]|<!--|-->|//|/\*|\*/|<!\[CDATA\[|\]\]>)*")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
# What elements are called by; a selector that asks for a name which nobody has on the page needs no walk through it.
_NAMING = {name: etree.XPath(f"//@{name}", smart_strings=False) for name in ("class", "id", "itemprop", "rel")}
_NAMED = re.compile(r"([.#])([\w-]+)|\[(class|id|itemprop|rel)([*~^$]?)=['\"]?([\w-]+)['\"]?\]")
_TAG = re.compile(r"[a-z][a-z0-9]*")
_NOT = re.compile(r":not\([^)]*\)")
_COMMA = re.compile(r",(?![^\[(]*[\])])")


def decode(capture: Capture) -> str:
    """The text of a captured page, whatever its content coding and character encoding.

    Files that are embedded in it as base64 are left out, for nobody reads them. Raises InputError as `codings.undo`
    does, and TooBigError where a page is larger than LARGEST without them.
    """
    body = codings.undo(capture.body, capture.header("content-encoding") or "")
    if len(body) > LARGEST:
        body = _EMBEDDED.sub(rb"\1", body)
    if len(body) > LARGEST:
        raise TooBigError(f"it is a page of more than {LARGEST // 1_000_000} MB, and no article is")
    return charsets.decode(body, capture.header("content-type") or capture.media_type)


class Page:
    """One HTML page: `html` and `url` as given, and what can be asked of its parsed tree."""

    def __init__(self, html: str, url: str | None = None) -> None:
        self.html = html
        self.url = url

    @classmethod
    def of(cls, capture: Capture) -> Page:
        """The page that a capture holds; raises InputError as `decode` does."""
        return cls(decode(capture), capture.final_url or capture.url)

    @cached_property
    def tree(self) -> Any:
        """The parsed document, as an lxml element to read and never to change."""
        parser = etree.HTMLParser(
            encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True
        )
        # The parser of lxml.html has Python choose a class for each element, which takes longer than a walk.
        parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
        try:
            return lxml_html.document_fromstring(parsable(self.html), parser=parser)
        except etree.LxmlError as error:  # nothing in it that could be an element
            if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from None
            return lxml_html.document_fromstring("<html><body></body></html>")

    @property
    def root(self) -> Any:
        """The outermost element, for what its attributes say."""
        return self.tree

    def select(self, css: str) -> list[Any]:
        """The elements that a CSS selector finds, in the order of the page."""
        if css not in self._selected:
            self._selected[css] = self._select(css)
        return list(self._selected[css])

    def texts(self, css: str) -> tuple[str, ...]:
        """The texts of all elements that a CSS selector finds, each on one line, empty ones left out."""
        lines = (words_of(element) for element in self.select(css))
        return tuple(line for line in lines if line)

    def text(self, css: str) -> str | None:
        """The text of the first element that a CSS selector finds and that has any; None where there is none."""
        return next(iter(self.texts(css)), None)

    def metas(self, name: str) -> tuple[str, ...]:
        """All `<meta>` of that name or property, whatever its case, in order: several `article:tag`, say."""
        return tuple(filter(None, map(text.clean_line, self.named.get(name.lower(), ()))))

    def meta(self, name: str) -> str | None:
        """The first `<meta>` of that name or property, whatever its case; None where it is missing or empty."""
        return next(iter(self.metas(name)), None)

    @cached_property
    def jsonld(self) -> tuple[dict[str, Any], ...]:
        """The JSON-LD objects of the page, lists and `@graph` flattened, in the order of the page."""
        scripts = (s for s in self.tree.iter("script") if "ld+json" in s.get("type", "").lower())
        return objects_in(script.text or "" for script in scripts)

    @cached_property
    def links(self) -> tuple[tuple[str, str | None], ...]:
        """The words of every link as they stand, and where it leads."""
        return tuple((a.text_content() if len(a) else a.text or "", a.get("href")) for a in self.tree.iter("a"))

    @property
    def links_beside_text(self) -> tuple[tuple[str, str | None], ...]:
        """The same of those links that may stand in the text of the article."""
        return self.links

    def links_to(self, address: re.Pattern[str]) -> list[Any]:
        """The links whose address a pattern finds something in, in the order of the page."""
        return [link for link in self.tree.iter("a") if address.search(link.get("href", ""))]

    def absolute(self, address: str | None) -> str | None:
        """An address found on the page, made absolute; None where it is no web address."""
        try:
            whole = urljoin(self.url or "", (address or "").strip())
        except ValueError:  # an IPv6 address that is none
            return None
        return whole if address and urls.is_web(whole) else None

    def _select(self, css: str) -> list[Any]:
        if _TAG.fullmatch(css):
            return list(self.tree.iter(css))
        possible = [one for one, names in _alternatives(css) if all(starmap(self._has, names))]
        return _selector(", ".join(possible))(self.tree) if possible else []

    def _has(self, attribute: str, name: str, is_whole: bool) -> bool:
        """Whether any element bears a name in that attribute, as a word or as a part of one."""
        if attribute not in self._names:
            words = set(" ".join(set(_NAMING[attribute](self.tree))).split())
            self._names[attribute] = words, " ".join(words)
        words, joined = self._names[attribute]
        return name in (words if is_whole else joined)

    @cached_property
    def _names(self) -> dict[str, tuple[set[str], str]]:
        return {}

    @cached_property
    def _selected(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def named(self) -> dict[str, list[str]]:
        """What each `<meta>` says, as it stands, by its name or property in small letters."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = element.get("content")
            if content:
                name, other = element.get("name", "").strip().lower(), element.get("property", "").strip().lower()
                if name:
                    found.setdefault(name, []).append(content)
                if other and other != name:
                    found.setdefault(other, []).append(content)
        return found


def words_of(element: Any) -> str:
    """The text of an lxml element on one line, scripts left out and words of neighbouring blocks apart.

    A `<meta>`, which microdata puts among the text, stands for its content.
    """
    if element.tag == "meta":
        return text.clean_line(element.get("content", ""))
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag not in _INLINE:
            pieces.append(" ")
        if event == "start" and node.tag not in _SILENT:
            pieces.append(node.text or "")
        elif event == "end" and node is not element:
            pieces.append(node.tail or "")
    return text.clean_line("".join(pieces))


def objects_in(scripts: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """The objects in the sources of JSON-LD scripts, lists and `@graph` flattened, in their order."""
    return tuple(node for script in scripts for value in _json_values(script) for node in _flat(value))


@lru_cache(maxsize=1024)
def _selector(css: str) -> Any:
    return CSSSelector(css, translator="html")


@lru_cache(maxsize=1024)
def _alternatives(css: str) -> tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...]:
    """The selectors of a list, each with the names that it asks for: attribute, name, whether as a whole word."""
    return tuple(
        (one, tuple(map(_asked_for, _NAMED.finditer(_NOT.sub("", one)))))
        for one in (piece.strip() for piece in _COMMA.split(css))
    )


def _asked_for(found: re.Match[str]) -> tuple[str, str, bool]:
    mark, name, attribute, how, value = found.groups()
    return ("class" if mark == "." else "id", name, True) if mark else (attribute, value, how in {"", "~"})


def _json_values(source: str) -> Iterator[Any]:
    """Every JSON value of a script; where the first cannot be read, once more with the usual mistakes repaired."""
    values = list(_read_json(source))
    if not values:
        repaired = source.replace("&quot;", '"') if '"' not in source else source
        values = list(_read_json(_BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub("", repaired))))
    return iter(values)


def _read_json(source: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)  # a line break inside a string is common
    position = _skip_noise(source, 0)
    while position < len(source):
        try:
            value, position = decoder.raw_decode(source, position)
        except (ValueError, RecursionError):
            return
        yield value
        position = _skip_noise(source, position)


def _skip_noise(source: str, position: int) -> int:
    match = _JSON_NOISE.match(source, position)
    return match.end() if match else position


def _flat(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            node = node.get("@graph", [])
            node = [node] if isinstance(node, dict) else node
        if isinstance(node, list):
            waiting.extend(reversed(node))
