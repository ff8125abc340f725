"""Bytes to text as browsers do it: byte order mark, HTTP header, `<meta>` or XML declaration, else UTF-8.

What a label means is told by the WHATWG Encoding Standard, in which `iso-8859-1` is Windows-1252 and many names that
Python knows are none: `rot13`, `punycode`, UTF-7 and EBCDIC are no encodings of the web, and a page that says so has
said nothing. A page that says it is UTF-8, or nothing, and is not, is taken for Windows-1252, which such pages are.
"""

from __future__ import annotations

import re
from functools import lru_cache

import webencodings
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

_HEAD_BYTES = 4096
_LABEL = re.compile(r"(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page or feed; what cannot be read becomes U+FFFD. `content_type` is the HTTP header."""
    marked, mark = read_bom(body)
    if marked and mark:
        return str(to_unicode(body[len(mark) :], marked))
    encoding = _of_header(content_type) or _of_page(body) or "utf-8"
    decoded = str(to_unicode(body, encoding))
    return str(to_unicode(body, "cp1252")) if encoding == "utf-8" and _is_not_utf8(decoded) else decoded


def _of_header(content_type: str | None) -> str | None:
    return _known(http_content_type_encoding(content_type)) or _labelled(content_type or "")


def _of_page(body: bytes) -> str | None:
    """What a page says of itself; as it says so in ASCII, UTF-16 cannot be meant (HTML Standard, 13.2.3.2)."""
    head = body[:_HEAD_BYTES]
    found = _known(html_body_declared_encoding(head)) or _labelled(head.decode("latin-1"))
    return "utf-8" if found and found.startswith("utf-16") else found


def _known(codec: str | None) -> str | None:
    """A codec of Python's that is an encoding of the web; UTF-16 without a mark is little-endian there."""
    return "utf-16-le" if codec == "utf-16" else codec if codec in _codecs().values() else None


def _labelled(words: str) -> str | None:
    """The codec of the first label that the standard has and w3lib does not know, such as `x-gbk`."""
    labels = (match[1].lower() for match in _LABEL.finditer(words))
    names = (webencodings.LABELS.get(label) for label in labels)
    return next((_codecs()[name] for name in names if name in _codecs()), None)


@lru_cache(maxsize=1)
def _codecs() -> dict[str, str]:
    """Python's codec for each encoding of the standard: where it has several, the one that browsers mean."""
    names = set(webencodings.LABELS.values()) - {"replacement", "x-user-defined"}
    return {name: resolve_encoding(name) or webencodings.lookup(name).codec_info.name for name in names}


def _is_not_utf8(decoded: str) -> bool:
    """Whether most of what is not ASCII could not be read, so that the page only says that it is UTF-8.

    Such pages are mostly in Windows-1252. A few bad bytes in a good page stay replacement characters.
    """
    bad = decoded.count("\ufffd")
    return bad > 0 and 2 * bad > sum(character > "\x7f" for character in decoded)
