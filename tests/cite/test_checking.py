"""A pasted citation is compared with what the archive holds, and what it says is true in every case."""

import json
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import cite, text
from archive.cite import checking, quotation
from archive.cite.formats import FORMATS
from archive.model import Reading
from archive.store import articles, config, shelf

FIRST = "The first ferry did not leave.\n\nForty dockers sat on the ramp and sang."
EDITED = "The first ferry left late.\n\nForty dockers sat on the ramp and sang."
BASE = "https://archive.example"


@pytest.fixture
def held(store):
    """An archive with one article in two versions, and another."""
    with store.transaction() as conn:
        config.put(conn, "base_url", BASE)
        for number, words in enumerate((FIRST, EDITED)):
            read = Reading(title="“Dockers” block the quay", text=words, outlet="Harbour Post", published="2024-03-14")
            key = {"keys": ["url:x"], "url": "https://post.example/quay", "capture_id": None}
            articles.record(conn, read, at=f"2024-03-1{5 + number}T08:00:00Z", known=1 if number else None, **key)
        articles.record(conn, Reading(text="Else."), keys=[], capture_id=None, url=None, at="2024-03-20T08:00:00Z")
    return store.conn


@pytest.fixture
def check(held):
    return partial(
        checking.check,
        versions_of=partial(shelf.versions, held),
        holders_of=partial(shelf.with_text, held),
        base_url=BASE,
    )


def quoted(conn, words=None, version=None, **named):
    return quotation.quote(shelf.article(conn, 1, version), words, base_url=BASE, accessed="2026-11-22", **named)


@pytest.mark.parametrize("style", ["house", *cite.STYLES])
@pytest.mark.parametrize("version", ["1", "2"])
def test_every_style_is_understood(held, check, style, version):
    one = quoted(held, "the ramp and sang", version)
    made = (cite.STYLES.get(style) or cite.house)(one.citation)
    found = check(f"“{one.text}” {cite.as_text(made.cited)} {cite.as_text(made.listed)}")
    assert found.holds, found.said
    assert (found.article_id, found.version, found.hash_agrees) == (1, version, True)
    assert set(found.paragraphs) == {2}


@pytest.mark.parametrize("form", FORMATS)
def test_every_record_is_understood(held, check, form):
    record = "".join(FORMATS[form]([quoted(held, paragraphs=(2,)).citation]))
    found = check(record)
    assert found.holds, found.said
    assert (found.version, found.hash_agrees, found.paragraphs) == ("2", True, ())
    assert not check(record.replace(text.sha256(EDITED), "0" * 64)).holds


def test_a_marked_address_carries_its_words(held, check):
    found = check(quoted(held, "sat on the ramp").marked)
    assert (found.holds, found.paragraphs) == (True, (2,))
    assert not check(f"{BASE}/article/1/v2#p1:~:text=sat%20on%20the%20ramp").holds


def test_a_hash_alone_finds_its_version(check):
    for given_hash in (text.sha256(FIRST), f"sha256:{text.sha256(FIRST)[:12]}", text.sha256(FIRST).upper()):
        found = check(given_hash)
        assert (found.holds, found.version) == (True, "1")


SAID = {
    "no link": ("a sentence about ferries", "no permanent link and no hash"),
    "no article": ("pressmark:9/v1", "no article 9 in this archive"),
    "no version": ("pressmark:1/v3", "Article 1 has no version 3: it has 1, 2."),
    "other hash": ("pressmark:1/v2 (sha256:000000000000)", "another SHA-256 than was given: not 000000000000"),
    "unknown hash": (f"sha256:{'e' * 64}", "No text with the hash eeee"),
    "other archive": (
        "https://other.example/article/1/v2",
        "of another archive: this one is at https://archive.example",
    ),
    "no paragraph": ("pressmark:1/v2#p7", "no paragraph 7: it has 2"),
    "edited away": ("“did not leave” pressmark:1/v2", "“did not leave” are not in version 2, but in version 1."),
    "never said": ("“never sailed” pressmark:1/v2", "“never sailed” are nowhere in article 1."),
    "elsewhere": ("“on the ramp” pressmark:1/v2#p1", "stand in paragraph 2, not in paragraph 1."),
}


@pytest.mark.parametrize("case", SAID)
def test_what_does_not_hold_is_said(check, case):
    pasted, words = SAID[case]
    found = check(pasted)
    assert not found.holds
    assert words in " ".join(found.said)


def test_without_a_hash_it_holds_but_says_so(check):
    found = check("https://archive.example/article/1/v2")
    assert (found.holds, found.hash_agrees) == (True, None)
    assert f"No hash was given to compare; the SHA-256 of its text is {text.sha256(EDITED)}." in found.said


def test_the_hash_of_another_archives_link_is_looked_for_here(check):
    found = check(f"https://other.example/article/77/v9 (sha256:{text.sha256(FIRST)[:12]})")
    assert (found.holds, found.article_id, found.version) == (True, 1, "1")


def test_a_title_in_quotation_marks_is_no_quotation(held, check):
    line = cite.as_text(cite.STYLES["chicago"](quoted(held).citation).cited)
    assert "“‘Dockers’ block the quay,”" in line
    assert check(line).paragraphs == ()


def test_a_text_altered_in_the_database_is_noticed(held, check):
    held.execute("UPDATE articles SET text = 'The first ferry sank.' WHERE id = 1")
    found = check("pressmark:1/v2")
    assert not found.holds
    assert "altered in the database" in found.said[1]


@given(
    pasted=st.text()
    | st.sampled_from(["pressmark:1/v2", "“x", "sha256:", "#p0", "/article/1/v1"]).flatmap(
        lambda s: st.text().map(lambda t: s + t)
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_may_be_pasted(check, pasted):
    found = check(pasted)
    assert found.said
    json.dumps(found.said)
