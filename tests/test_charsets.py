"""Encodings: whatever label the web uses is understood, and no other; any bytes at all are some text."""

import codecs

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st

from archive import charsets

WORDS = {
    "gbk": "电车仓库",
    "big5": "電車倉庫",
    "shift_jis": "路面電車①",
    "euc-jp": "路面電車",
    "iso-2022-jp": "路面電車",
    "euc-kr": "전차 차고 뷁",
    "windows-1251": "Трамвайное депо",
    "koi8-u": "Трамвайне депо ї",
    "x-mac-cyrillic": "Трамвайное депо",
    "iso-8859-8-i": "מוסך",
    "windows-1253": "Αμαξοστάσιο",
    "windows-1252": "Zoë’s café — 20 €",
    "windows-1254": "İşçiler",
    "windows-874": "โรงรถราง",
    "utf-8": "Zoë’s café",
}
CODECS = {
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-8-i": "iso8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
}
LABELS = [(label, name) for label, name in webencodings.LABELS.items() if name in WORDS]


def written(name):
    return WORDS[name].encode(CODECS.get(name, name))


@pytest.mark.parametrize("name", WORDS)
def test_every_label_of_the_standard_in_a_header_and_in_a_page(name):
    body = written(name)
    for label in (label for label, its in LABELS if its == name):
        for spelt in (label, label.upper()):
            assert charsets.decode(body, f"text/html; charset={spelt}") == WORDS[name], spelt
            page = b'<meta charset="' + spelt.encode() + b'">' + body
            assert charsets.decode(page).endswith(WORDS[name]), spelt
            assert charsets.decode(b"<?xml version='1.0' encoding='" + spelt.encode() + b"'?>" + body).endswith(
                WORDS[name]
            )


@pytest.mark.parametrize("label", ["rot13", "hex", "zlib", "idna", "undefined", "punycode", "unicode_escape", "utf-7", "cp037", "utf-32", "no-such", "-", "", "hz-gb-2312", "oem"])  # fmt: skip
def test_what_is_no_encoding_of_the_web_says_nothing(label):
    for body in (b"Zo\xc3\xab +ADw- \\u0041", f'<meta charset="{label}">'.encode() + b"Zo\xc3\xab +ADw- \\u0041"):
        assert charsets.decode(body, f"text/html; charset={label}").endswith("Zoë +ADw- \\u0041")


def test_utf_16_by_mark_by_header_and_never_by_meta():
    words = WORDS["windows-1252"]
    for encoding, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        assert charsets.decode(mark + words.encode(encoding), "text/html; charset=utf-8") == words
    assert charsets.decode(words.encode("utf-16-le"), "text/html; charset=utf-16") == words
    assert charsets.decode(words.encode("utf-16-be"), "text/html; charset=utf-16be") == words
    assert charsets.decode(b'<meta charset="utf-16">' + words.encode()).endswith(words)


@given(st.binary(max_size=200), st.one_of(st.none(), st.text(max_size=40).map("text/html; charset={}".format)))
def test_any_bytes_are_some_text(body, content_type):
    charsets.decode(body, content_type).encode()
