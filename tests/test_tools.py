"""The tools' floor: dates, addresses, text, tokens, bylines; cases in tests/cases/tools.toml."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import bylines, dates, text, tokens, urls

CASES = tomllib.loads((Path(__file__).parent / "cases" / "tools.toml").read_text())


@pytest.mark.parametrize("case", CASES["date"], ids=lambda case: case["given"])
def test_dates_are_read_at_their_true_precision(case):
    assert dates.parse(case["given"]) == case.get("iso")


@pytest.mark.parametrize("case", CASES["plausible"], ids=lambda case: case["iso"])
def test_impossible_dates_are_not_believed(case):
    assert dates.plausible(case["iso"], "2026-03-01T12:00:00Z") is case["is"]


@given(st.text(max_size=90))
def test_no_date_is_ever_half_read(given_text):
    iso = dates.parse(given_text)
    assert iso is None or (dates.first_day(iso) is not None and dates.last_day(iso) >= dates.first_day(iso))


@pytest.mark.parametrize("case", CASES["address"], ids=lambda case: case["given"][:60])
def test_canonical_addresses(case):
    assert urls.canonical(case["given"]) == case["canonical"]


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["one"][:60])
def test_addresses_of_one_page(case):
    assert urls.identity(case["one"]) == urls.identity(case["other"])


@pytest.mark.parametrize("case", CASES["different"], ids=lambda case: case["one"][:60])
def test_addresses_of_two_pages(case):
    assert urls.identity(case["one"]) != urls.identity(case["other"])


@pytest.mark.parametrize("address", CASES["not_web"]["addresses"])
def test_only_web_addresses_are_addresses(address):
    assert not urls.is_web(address)
    assert urls.canonical(address) == ""


@given(st.text(max_size=200))
def test_any_text_is_an_address_or_none(words):
    tidy = urls.canonical(words)
    assert tidy == "" or (urls.is_web(tidy) and urls.identity(tidy))


@pytest.mark.parametrize("case", CASES["byline"], ids=lambda case: case["given"])
def test_bylines(case):
    assert list(bylines.names([case["given"]])) == case["names"]


@given(st.text())
def test_stored_text_is_clean_and_stays_so(words):
    stored = text.clean(words)
    assert text.clean(stored) == stored
    assert all(c == "\n" or ord(c) >= 32 for c in stored)
    assert text.HIT_OPEN not in stored
    stored.encode()
    assert text.join(text.paragraphs(stored)) == stored


def test_pieces_are_one_paragraph_each():
    assert text.join([" a\n\nb ", "", "\n", "c  d"]) == "a\nb\n\nc d"


@pytest.mark.parametrize("case", CASES["first_sentence"], ids=lambda case: case["given"][:40])
def test_a_title_from_the_first_sentence(case):
    assert text.first_sentence(case["given"]) == case["title"]


@pytest.mark.parametrize("case", CASES["words"], ids=lambda case: case["given"])
def test_words_are_counted_as_readers_do(case):
    assert text.count_words(case["given"]) == case["count"]


def test_pairs_of_characters():
    assert text.grams("東京都 and 日") == "東京 京都 都 日"
    assert text.grams("NHKは2023年") == "NHK は 2023 年"
    assert text.grams("no such script") == ""


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
def test_a_range_is_covered_exactly_once(first, days):
    last = date.fromordinal(first.toordinal() + days)
    cover = tokens.of_range(first, last)
    for ordinal in range(first.toordinal() - 2, last.toordinal() + 3):
        day = date.fromordinal(ordinal)
        assert len(set(tokens.of_day(day)) & set(cover)) == (first <= day <= last)


@given(st.text(st.characters(codec="cp1252"), max_size=60))
def test_western_text_is_cleaned_and_counted_as_any_other_is(given_text):
    foreign = "Ж"
    assert f"{text.clean_line(given_text)} {foreign}".strip() == text.clean_line(f"{given_text} {foreign}")
    assert text.count_words(f"{given_text} {foreign}") == text.count_words(given_text) + 1
    assert text.clean(f"{given_text}\n{foreign}") == f"{text.clean(given_text)}\n{foreign}".strip()
