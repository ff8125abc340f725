"""What is written for reference managers is read back by other people's programs, every field of every record."""

import json
import tracemalloc
from dataclasses import replace
from urllib.parse import parse_qs

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from archive.cite.formats import FORMATS, coins, meta
from archive.model import Citation

FULL = Citation(
    article_id=12,
    version="2.1",
    title="Who “owns” 50% of Harbour & Sons? {A_b} #1 $5 ~ ^ \\x",
    authors=("Ines Marlowe", "Jan van den Berg Jr.", "Northline News Agency", "森 健二", "Rosa De Niri"),
    outlet="The Eastgate Courier & Mail",
    published="2020-12-04T18:40:00+01:00",
    modified="2020-12-16",
    url="https://courier.example/depot_1?a=1&b=%7E#x",
    archived_url="https://web.archive.org/web/20201215/https://courier.example/depot_1",
    permalink="https://archive.example/article/12/v2.1#p4",
    captured_at="2020-12-15T09:20:03Z",
    accessed="2026-11-22",
    text_sha256="9f2c41aa7be0" + "0" * 52,
    language="en-GB",
    section="News & Views",
    dek="One line\nand another.",
    archive="Harbour Archive",
    paragraphs=(4, 5),
)
BARE = Citation(
    article_id=3, version="1", title=None, authors=(), outlet=None, published=None, modified=None, url=None, archived_url=None,
    permalink="pressmark:3/v1", captured_at=None, accessed="2026-11-22", text_sha256="a" * 64,
)  # fmt: skip
MONTH = Citation(
    article_id=4, version="1", title="عمال الميناء", authors=("ليلى حداد",), outlet="صوت", published="2024-03", modified=None,
    url="https://x.wordpress.com/1", archived_url=None, permalink="pressmark:4/v1", captured_at=None, accessed="2026-11-22",
    text_sha256="b" * 64, kind="blog", language="ar",
)  # fmt: skip
ALL = (FULL, BARE, MONTH)
PROOF = {
    "version": "2.1",
    "published": "2020-12-04T18:40:00+01:00",
    "modified": "2020-12-16",
    "captured_at": "2020-12-15T09:20:03Z",
    "archived_url": "https://web.archive.org/web/20201215/https://courier.example/depot_1",
    "paragraphs": "4-5",
    "text_sha256": FULL.text_sha256,
}


def written(form, *citations):
    return "".join(FORMATS[form](citations))


def test_ris_comes_back_whole():
    full, bare, month = rispy.loads(written("ris", *ALL))
    assert full == {
        "type_of_reference": "NEWS",
        "id": "pressmark-12-v2.1",
        "title": FULL.title,
        "authors": ["Marlowe, Ines", "van den Berg, Jan, Jr.", "Northline News Agency", "森 健二", "De Niri, Rosa"],
        "secondary_title": FULL.outlet,
        "year": "2020",
        "date": "2020/12/04/",
        "section": FULL.section,
        "language": "en-GB",
        "urls": [FULL.url],
        "access_date": "2026/11/22/",
        "name_of_database": "Harbour Archive",
        "accession_number": FULL.permalink,
        "notes_abstract": "One line and another.",
        "notes": [f"{name}: {value}" for name, value in PROOF.items()],
    }
    assert bare == {
        "type_of_reference": "NEWS",
        "id": "pressmark-3-v1",
        "access_date": "2026/11/22/",
        "name_of_database": "Pressmark archive",
        "accession_number": "pressmark:3/v1",
        "notes": ["version: 1", f"text_sha256: {'a' * 64}"],
    }
    assert (month["type_of_reference"], month["date"], month["year"]) == ("BLOG", "2024/03//", "2024")


def test_csl_json_comes_back_whole():
    from citeproc.source.json import CiteProcJSON

    found = json.loads(written("csl-json", *ALL))
    assert found[0] == {
        "id": "pressmark-12-v2.1",
        "type": "article-newspaper",
        "title": FULL.title,
        "author": [
            {"family": "Marlowe", "given": "Ines"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr."},
            {"literal": "Northline News Agency"},
            {"literal": "森 健二"},
            {"family": "De Niri", "given": "Rosa"},
        ],
        "container-title": FULL.outlet,
        "issued": {"date-parts": [[2020, 12, 4]]},
        "section": FULL.section,
        "language": "en-GB",
        "URL": FULL.url,
        "accessed": {"date-parts": [[2026, 11, 22]]},
        "abstract": FULL.dek,
        "archive": "Harbour Archive",
        "archive_location": FULL.permalink,
        "note": "\n".join(f"{name}: {value}" for name, value in PROOF.items()),
    }
    assert (found[2]["type"], found[2]["issued"]) == ("post-weblog", {"date-parts": [[2024, 3]]})
    source = CiteProcJSON(found)
    assert set(source) == {"pressmark-12-v2.1", "pressmark-3-v1", "pressmark-4-v1"}
    read = source["pressmark-12-v2.1"]
    assert str(read.title) == FULL.title
    assert [name.parts() for name in read.author][1] == ("Jan", "Berg", None, "van den", "Jr.")
    assert (read.issued.year, read.issued.month, read.issued.day) == (2020, 12, 4)
    for name, value in found[0].items():
        if isinstance(value, str) and name not in {"id", "type"}:
            assert str(read[name.replace("-", "_")]) == value


# What decoders of LaTeX agree on; braces and the circumflex are in the test of any text.
DECODED = replace(FULL, title="Who “owns” 50% of Harbour & Sons? A_b #1 $5 ~ \\x")
EXPECTED = {
    "title": DECODED.title,
    "url": FULL.url,
    "urldate": "2026-11-22",
    "language": "en-GB",
    "abstract": "One line and another.",
    "section": FULL.section,
    "archive": "Harbour Archive",
    "permalink": FULL.permalink,
    **PROOF,
}
OWN = {
    "bibtex": {"journal": FULL.outlet, "year": "2020", "month": "dec", "day": "4"},
    "biblatex": {"journaltitle": FULL.outlet, "date": "2020-12-04", "entrysubtype": "newspaper"},
}
VERBATIM = {"url", "permalink", "archived_url"}


@pytest.mark.parametrize("form", OWN)
def test_bibtexparser_reads_every_field(form):
    text = written(form, DECODED, BARE, MONTH)
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["pressmark-12-v2.1", "pressmark-3-v1", "pressmark-4-v1"]
    full, bare, month = library.entries
    found = {field.key: field.value for field in full.fields}
    raw = {field.key: field.value for field in bibtexparser.parse_string(text).entries[0].fields}
    found |= {name: raw[name] for name in VERBATIM}
    note = found.pop("note")
    assert note.startswith(
        "Archived 15 December 2020 as version 2.1: https://archive.example/article/12/v2.1#p4 (sha256:"
    )
    author = found.pop("author")
    assert author == "Marlowe, Ines and van den Berg, Jr., Jan and Northline News Agency and 森 健二 and De Niri, Rosa"
    assert found == {**EXPECTED, **OWN[form]}
    assert "title" not in {field.key for field in bare.fields}
    assert month.entry_type == {"bibtex": "misc", "biblatex": "online"}[form]


@pytest.mark.parametrize("form", OWN)
def test_pybtex_parts_the_names_as_we_did(form):
    entries = parse_string(written(form, *ALL), "bibtex").entries
    people = entries["pressmark-12-v2.1"].persons["author"]
    assert [(p.first_names, p.prelast_names, p.last_names, p.lineage_names) for p in people] == [
        (["Ines"], [], ["Marlowe"], []),
        (["Jan"], ["van", "den"], ["Berg"], ["Jr."]),
        ([], [], ["{Northline News Agency}"], []),
        ([], [], ["{森 健二}"], []),
        (["Rosa"], [], ["De", "Niri"], []),
    ]
    assert entries["pressmark-12-v2.1"].fields["url"] == FULL.url
    assert entries["pressmark-4-v1"].fields["title"] == "{عمال الميناء}"


@pytest.mark.parametrize("form", OWN)
def test_pybtex_reads_every_field_as_it_is_written(form):
    text = written(form, *ALL)
    entries = parse_string(text, "bibtex").entries
    for one in bibtexparser.parse_string(text).entries:
        given = {field.key: " ".join(field.value.split()) for field in one.fields if field.key != "author"}
        read = dict(entries[one.key].fields)
        read |= {"month": read["month"].lower()[:3]} if "month" in read else {}  # it knows what `dec` stands for
        assert (entries[one.key].type, read) == (one.entry_type, given)


TEXTS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)


@given(title=TEXTS, outlet=TEXTS, dek=TEXTS)
def test_any_text_survives_every_format(title, outlet, dek):
    one = Citation(
        **{name: getattr(FULL, name) for name in Citation.__slots__} | {"title": title, "outlet": outlet, "dek": dek}
    )
    assert json.loads(written("csl-json", one))[0]["title"] == title
    (ris,) = rispy.loads(
        written(
            "ris",
            one,
        )
    )
    assert (ris["title"], ris["secondary_title"]) == (title, outlet)
    for form in OWN:
        (entry,) = parse_string(written(form, one), "bibtex").entries.values()
        assert entry.fields["title"].count("{") == entry.fields["title"].count("}")
        assert unescaped(entry.fields["title"].removeprefix("{").removesuffix("}")) == title


def unescaped(words):
    for name, character in {
        "textasciitilde{}": "~",
        "textasciicircum{}": "^",
        "textbraceleft{}": "{",
        "textbraceright{}": "}",
    }.items():
        words = words.replace(f"\\{name}", character)
    parts = words.split("\\textbackslash{}")
    for character in "$&%#_":
        parts = [part.replace(f"\\{character}", character) for part in parts]
    return "\\".join(parts)


@pytest.mark.parametrize("form", FORMATS)
def test_many_go_through_flat_memory(form):
    pieces = FORMATS[form](FULL for _ in range(5_000))
    tracemalloc.start()
    size = sum(len(piece) for piece in pieces)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 2_000_000
    assert peak < 200_000


def test_nothing_to_write_is_still_a_file():
    assert json.loads(written("csl-json")) == []
    assert written("ris") == written("bibtex") == ""


def test_coins_names_every_author():
    found = parse_qs(coins(FULL))
    assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert found["rft.type"] == ["newspaperArticle"]
    assert found["rft.au"] == ["Marlowe, Ines", "van den Berg, Jan, Jr.", "De Niri, Rosa"]
    assert found["rft.aucorp"] == ["Northline News Agency", "森 健二"]
    assert (found["rft.title"], found["rft.source"], found["rft.date"]) == ([FULL.title], [FULL.outlet], ["2020-12-04"])
    assert found["rft.identifier"] == [FULL.url]
    assert parse_qs(coins(MONTH))["rft.type"] == ["blogPost"]
    assert all("=" not in part.split("=", 1)[1] for part in coins(FULL).split("&"))


def test_meta_tags_are_the_mixture_that_makes_a_newspaper_article():
    pairs = meta(FULL, rights="CC BY 4.0")
    found = dict(pairs)
    assert [content for name, content in pairs if name == "citation_author"][:2] == [
        "Marlowe, Ines",
        "van den Berg, Jan, Jr.",
    ]
    assert {name: found[name] for name in ("DC.type", "og:type", "citation_publication_date", "DC.rights")} == {
        "DC.type": "newspaperArticle", "og:type": "article", "citation_publication_date": "2020/12/04", "DC.rights": "CC BY 4.0",
    }  # fmt: skip
    assert found["citation_public_url"] == FULL.url
    assert (found["DC.source"], found["og:site_name"], found["article:section"]) == (
        FULL.outlet,
        FULL.outlet,
        FULL.section,
    )
    assert dict(meta(BARE)) == {"DC.type": "newspaperArticle", "DC.identifier": "pressmark:3/v1", "og:type": "article"}
