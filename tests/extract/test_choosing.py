"""Which blocks are the article, when it is known how likely each is: by place, and without what only catches the eye."""

import pytest

from archive.extract.body import blocks, choosing
from archive.page import Page

SAID = "The ferry will sail again, said the harbour master, when the last of eleven parts has come."
CHOICES = {
    "what is likely": ([("p", "one", 0.9), ("p", "two", 0.2), ("p", "three", 0.6)], "one three"),
    "what lies between two of the text": (
        [("p", "one", 0.9), ("p", "two", 0.35), ("p", "three", 0.6)],
        "one two three",
    ),
    "a heading right above text": ([("p", "one", 0.9), ("h2", "two", 0.25), ("p", "three", 0.6)], "one two three"),
    "and none above what is none": (
        [("p", "one", 0.9), ("h2", "two", 0.25), ("p", "else", 0.1), ("p", "three", 0.6)],
        "one three",
    ),
    "an end made like the rest": ([("p", "one", 0.9), ("p", "two", 0.9), ("p", "three", 0.3)], "one two three"),
    "and none made otherwise": ([("p", "one", 0.9), ("p", "two", 0.9), ("div", "three", 0.3)], "one two"),
    "no more items of a list": ([("p", "one", 0.9), ("li", "two", 0.9), ("li", "three", 0.3)], "one two"),
    "nothing": ([("p", "one", 0.4)], ""),
}


def chosen(html, guesses):
    found = blocks.read(Page(f"<html><body><div>{html}</div></body></html>").tree)
    return [found[place].text for place in choosing.choose(found, guesses)]


@pytest.mark.parametrize(("given", "words"), CHOICES.values(), ids=CHOICES)
def test_likely_blocks_and_what_their_place_speaks_for(given, words):
    html = "".join(f"<{tag}>{word}</{tag}>" for tag, word, _ in given)
    assert chosen(html, [guess for _, _, guess in given]) == words.split()


@pytest.mark.parametrize(
    ("quotation", "left"),
    [
        ("<blockquote>“When the last of eleven parts has come”</blockquote>", 1),
        ("<aside class=pullquote>When the last of eleven parts has come</aside>", 1),
        ("<blockquote>When the last of twelve parts has come</blockquote>", 2),
        ("<blockquote>Eleven parts</blockquote>", 2),
        ("<p>When the last of eleven parts has come</p>", 2),
        (f"<blockquote>{SAID}</blockquote>", 2),
    ],
)
def test_words_pulled_out_of_the_text_are_said_once(quotation, left):
    assert len(chosen(f"{quotation}<p>{SAID}</p>", [0.9, 0.9])) == left


POINT = "One point of the article is made here."


@pytest.mark.parametrize(
    ("above", "left"),
    [
        ([POINT] * 3, 0),
        ([POINT] * 9, 9),
        (["A word"] * 3, 3),
        ([SAID] * 5, 5),
    ],
)
def test_a_few_points_above_the_text_are_no_part_of_it(above, left):
    items = "".join(f"<li>{number} {point}</li>" for number, point in enumerate(above))
    text = "".join(f"<p>{number} {SAID}</p>" for number in range(8))
    found = chosen(f"<ul>{items}</ul>{text}<ul><li>{POINT}</li></ul>", [0.9] * (len(above) + 9))
    assert len(found) - 9 == left
