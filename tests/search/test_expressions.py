"""Expressions of FTS5 are read as FTS5 reads them."""

import pytest

from archive.search import expressions
from archive.search.expressions import Every, Less, Near, Phrase, Some


def phrase(word, columns=("text",), *, is_beginning=False):
    return Phrase(columns, tuple(word.split()), is_beginning, f'"{word}"{" *" if is_beginning else ""}')


A, B, C, D = (phrase(word) for word in "abcd")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('text : "a"', A),
        ('{title text} : "a b"', phrase("a b", ("title", "text"))),
        ('text : "a" *', phrase("a", is_beginning=True)),
        ('text : "a" AND text : "b" AND text : "c"', Every((A, B, C))),
        ('text : "a" OR text : "b" AND text : "c"', Some((A, Every((B, C))))),
        ('(text : "a" OR text : "b") AND text : "c"', Every((Some((A, B)), C))),
        ('(text : "a") NOT (text : "b" OR text : "c")', Less(A, Some((B, C)))),
        ('text : "a" AND text : "b" NOT text : "c" OR text : "d"', Some((Every((A, Less(B, C))), D))),
        ('{title dek} : NEAR("a b" "c", 4)', Near(("title", "dek"), 'NEAR("a b" "c", 4)')),
        ('text : "OR" AND text : "AND (NOT"', Every((phrase("OR"), phrase("AND (NOT")))),
    ],
)
def test_an_expression_is_read(written, read):
    assert expressions.read(written) == read


def test_leaves_are_those_that_a_match_may_have():
    tree = expressions.read('(text : "a" OR text : "b") AND text : "c" NOT text : "d"')
    assert list(expressions.leaves(tree)) == [A, B, C]
