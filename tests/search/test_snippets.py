"""The line under a result: the best passage, one line, of some thirty words, with whole marks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import mark, parse
from archive.search.passages import hits_all
from archive.search.snippets import WORDS, Snippet, best, snippet
from archive.text import HIT_CLOSE, HIT_OPEN

FILLER = " ".join(f"w{number}" for number in range(60))


def shown(query, body, dek=""):
    root = parse(query).root
    return snippet(mark(dek, root), mark(body, root)).replace(HIT_OPEN, "[").replace(HIT_CLOSE, "]")


def words(line):
    return len(line.replace("…", " ").split())


def test_a_short_text_is_shown_whole():
    assert shown("crowd", "The crowd\nstood.") == "The [crowd] stood."


def test_a_hit_stands_among_its_words_and_cuts_are_shown():
    line = shown("crowd", f"{FILLER} crowd {FILLER}")
    assert line.startswith("… w52 w53")
    assert "w59 [crowd] w0" in line
    assert line.endswith("w20 …")
    assert words(line) == WORDS


def test_at_the_end_of_a_text_the_line_is_as_long():
    line = shown("crowd", f"{FILLER} crowd.")
    assert line.endswith("w59 [crowd].")
    assert words(line) == WORDS


def test_the_passage_with_most_of_the_words_is_the_best():
    body = f"A crowd, a crowd, a crowd. {FILLER}\n\nThe police and the crowd. {FILLER}\n\nThe police."
    assert shown("crowd police", body).startswith("The [police] and the [crowd]. w0")


def test_a_passage_is_of_one_paragraph():
    assert shown("crowd", "Before.\n\nThe crowd.\n\nAfter.") == "The [crowd]."


def test_a_phrase_across_paragraphs_keeps_its_marks():
    assert shown('"the end it"', "This is the end.\n\nIt is not.") == "This is [the end.]"


def test_a_phrase_longer_than_a_snippet_keeps_its_marks():
    line = shown(f'"{FILLER}"', f"Hear: {FILLER} {FILLER}")
    assert re.fullmatch(r"Hear: \[w0 .* w28\] …", line)


@pytest.mark.parametrize(
    ("query", "body", "dek", "line"),
    [
        ("dues", "The text.", "On dues and ferries.", "On [dues] and ferries."),
        ("nowhere", "The text.", "The dek.", "The dek."),
        ("nowhere", "The text.\n\nGoes on.", "", "The text."),
        ("", "The text.", "", "The text."),
        ("nowhere", "", "", ""),
        ("nowhere", FILLER, "", " ".join(FILLER.split()[:WORDS]) + " …"),
    ],
)
def test_without_a_hit_in_the_text_the_dek_or_the_beginning_is_shown(query, body, dek, line):
    assert shown(query, body, dek) == line


@pytest.mark.parametrize(
    ("query", "body", "dek", "paragraph"),
    [
        ("crowd", "Before.\n\nThe crowd.\n\nAfter.", "", 2),
        ("crowd police", "A crowd.\n\nThe van.\n\nThe police and the crowd.", "The police", 3),
        ("=crowd", "The crowds.\n\nThe crowd.", "", 2),
        ("police W/2 crowd", "The police, and then the crowd.\n\nNo crowd.\n\nPolice crowd.", "", 3),
        ("nowhere", "The text.", "", 1),
        ("nowhere", "The text.", "The dek.", None),
        ("dek", "The text.", "The dek.", None),
        ("crowd", "", "", None),
    ],
)
def test_a_snippet_knows_its_paragraph(query, body, dek, paragraph):
    root = parse(query).root
    ((in_dek, in_body),) = hits_all([(dek, body)], root)
    assert best(dek, in_dek, body, in_body).paragraph == paragraph
    assert best("", [], "", []) == Snippet("")


def test_unspaced_scripts_are_cut_by_characters():
    line = shown("京都", "あ" * 200 + "東京都" + "い" * 200)
    assert "東[京都]い" in line
    assert line.startswith("… あ")
    assert 50 < len(line) < 70


@given(
    st.lists(st.sampled_from(["crowd", "the police", "w", "京都", "x京都x", "…", "\n\n", "\n", "a-b"])),
    st.sampled_from(["crowd", "police crowd", "京", '"crowd w"']),
)
def test_a_line_is_one_line_of_the_text_with_whole_marks(pieces, query):
    body = re.sub(r"\s*\n\n\s*", "\n\n", " ".join(pieces)).strip()
    line = shown(query, body)
    assert "\n" not in line
    assert words(re.sub(r"[京都]", "", line)) <= WORDS
    assert re.fullmatch(r"[^\[\]]*(\[[^\[\]]+\][^\[\]]*)*", line)
    plain = re.sub(r"^… | …$", "", line).replace("[", "").replace("]", "")
    assert plain in " ".join(body.split())
