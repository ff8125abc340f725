"""Where sentences end, and where somebody is quoted."""

from itertools import pairwise

import pytest

from archive.search import quotes, sentences


def parted(text, tag=""):
    bounds = [0, *sentences.ends(text, tag), len(text)]
    return [text[start:end].strip() for start, end in pairwise(bounds)]


@pytest.mark.parametrize(
    ("text", "tag", "found"),
    [
        ("One. Two! Three? Four", "", ["One.", "Two!", "Three?", "Four"]),
        ("“One.” Two (three.) Four", "", ["“One.”", "Two (three.)", "Four"]),
        ("“One. Two,” he said.", "", ["“One.", "Two,” he said."]),
        (
            "Mr. A. Brandt of the U.S. Army met Gen. Diaz. They spoke",
            "",
            ["Mr. A. Brandt of the U.S. Army met Gen. Diaz.", "They spoke"],
        ),
        ("At 10 a.m. the police came … and left.", "", ["At 10 a.m. the police came … and left."]),
        ("It rose 1.5 per cent. It fell", "", ["It rose 1.5 per cent.", "It fell"]),
        ("On June 12. Police came", "en", ["On June 12.", "Police came"]),
        ("Am 12. Mai kam sie. Er ging", "de", ["Am 12. Mai kam sie.", "Er ging"]),
        ("A heading\n\nA text", "", ["A heading", "A text"]),
        ("one line\nof a hard wrap. Next", "", ["one line\nof a hard wrap.", "Next"]),
        ("東京です。京都？「はい。」そう", "ja", ["東京です。", "京都？", "「はい。」", "そう"]),
        ("यह है। वह है।", "hi", ["यह है।", "वह है।", ""]),
        ("Really?! Yes", "", ["Really?!", "Yes"]),
        ("", "", [""]),
    ],
)
def test_sentences(text, tag, found):
    assert parted(text, tag) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and 5" more, "no', ['"yes"', '"no']),
        ("Er sagte: „Ja“, »nein« und „vielleicht”.", ["„Ja“", "»nein«", "„vielleicht”"]),
        ("Il dit : « oui », puis ‹non›.", ["« oui »", "‹non›"]),
        ("彼は「はい」と『いいえ』", ["「はい」", "『いいえ』"]),
        ("The workers' 'right to rest' isn't theirs", ["'right to rest'"]),
        ("He’s ‘not sure’ it’s", ["‘not sure’"]),
        ("“It goes on\n\n“and on.” End", ["“It goes on", "“and on.”"]),
        ("No quotation at all", []),
        ("", []),
    ],
)
def test_quotations(text, found):
    assert [text[start:end] for start, end in quotes.spans(text)] == found


@pytest.mark.parametrize(
    "monster",
    ["“" * 50_000, "'a " * 50_000, "‘a’b" * 20_000, ". A" * 50_000, "." * 200_000, "»a" * 50_000, "\n\n" * 50_000],
)
def test_monsters_are_read_in_a_moment(monster):
    assert len(sentences.ends(monster)) <= len(monster)
    assert len(quotes.spans(monster)) <= len(monster)
