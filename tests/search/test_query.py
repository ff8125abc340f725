"""Any text is a query, and what it was understood as is the same query again."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.search import parse
from archive.search.bounds import MAX_FILTERS, MAX_PREFIXES, MAX_WORDS
from archive.search.tree import Everything, Filter, Term, terms, widened
from archive.search.writing import MAX_DEPTH

WRITTEN = """
raid crowd OR AND NOT | || - -- ( ) " “ ” * : ' \0 🚲 title: outlet: author: section: tag: lang: url: is: has: words:>5 words:x
quote: date:2022-05 from: to:2020 after:9999 before:0001-1-1 NEAR/5 /s atleast3 =raids x* 東京
w/5 pre/3 W/P W/0 PRE/99999 atleast3( AtLeast2(( quote:( =( =" 'raids' ‘x' 'n in:x speaker:( words:1-2 words:>1..2 กิน हिन्दी e\u0301 covid-19
U.S. a_b ﷺ \u0301 \u0338 \ue000 \uf8ff
"""
PIECES = st.sampled_from([*WRITTEN.split(), "\ud800", " ", "\n", "\u3000"])
QUERIES = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@given(QUERIES)
@example("(" * 300 + "a OR b -c" + ")" * 300)
@example("-(" * 301 + "title:(a | b)")
@example("((a b OR c) d OR e) f OR " * 40)
@example("a OR (b (c OR (d (e OR (f (g OR (h (i OR (j (k OR (l (m OR -(n o))))))))))))))")
@example("a W/3 b " * 60)
@example("-a W/3 b OR " * 60)
@example("((((((((-a W/3 b OR c W/2 (d /s e)))))))) -x /p y")
@example("(((((((((a W/3 (b OR c))))))))) W/2 atleast3(((((((((c))))))))")
@settings(max_examples=500, deadline=None)
def test_any_text_is_a_query_that_reads_back_the_same(written):
    query = parse(written)
    again = parse(query.understood)
    assert again.root == query.root
    assert again.understood == query.understood


def nested(levels):
    return "a" if levels == 0 else f"b{levels} OR (c{levels} -({nested(levels - 1)}))"


@pytest.mark.parametrize("levels", range(MAX_DEPTH + 4))
def test_brackets_too_deep_are_read_as_words_and_said(levels):
    query = parse(nested(levels))
    assert parse(query.understood).root == query.root
    assert bool(query.notes) is (2 * levels > MAX_DEPTH)


def test_brackets_too_deep_keep_the_sign_and_field_of_what_they_hold():
    query = parse("(" * MAX_DEPTH + "-(a OR -(b title:(c OR d)))")
    assert query.understood == "-a b title:c title:d"
    assert query.notes


def test_a_query_of_too_many_words_is_cut_and_says_so():
    words = [f"w{number}" for number in range(MAX_WORDS + 1)]
    exact, over = parse(" ".join(words[:-1])), parse(" ".join(words))
    assert exact.root == over.root
    assert not exact.notes
    assert over.notes == ("Only the first 2,000 words of the query are read.",)
    assert parse('"' + " ".join(words) + '"').root == Term(tuple(words[:-1]))


def test_filters_and_beginnings_over_the_bound_become_words():
    many = parse(" ".join(f"tag:t{number}" for number in range(MAX_FILTERS + 1)))
    assert [type(part) for part in many.root.parts] == [Filter] * MAX_FILTERS + [Term]
    assert many.notes
    begun = parse(" ".join(f"w{number}*" for number in range(MAX_PREFIXES + 1)))
    assert [part.prefix for part in begun.root.parts] == [True] * MAX_PREFIXES + [False]
    assert begun.notes


@pytest.mark.parametrize(
    "monster", ["(" * 500_000, "a" * 2_000_000, "-" * 500_000, '"a' * 200_000, "a OR " * 100_000, "東" * 200_000]
)
def test_monsters_are_read_in_a_moment(monster):
    begun = time.perf_counter()
    query = parse(monster)
    assert parse(query.understood).root == query.root
    assert time.perf_counter() - begun < 20


def test_notes_stay_short():
    notes = parse(" ".join("!" * number for number in range(1, 200))).notes
    assert notes == ("Left out, as no letter or number is in it: “!”, “!!”, “!!!”, “!!!!”, “!!!!!”, ….",)
    assert len(parse("¡" * 5_000).notes[0]) < 100


def test_nothing_is_everything():
    assert parse("").root == Everything()
    assert parse(" \n").notes == ()


def test_words_that_may_be_found_are_those_not_excluded():
    found = terms(parse('raid (sweep OR -police) -"no thanks" title:dawn outlet:post').root)
    assert [" ".join(term.words) for term in found] == ["raid", "sweep", "dawn"]


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ("raid dawn harbour", "raid OR dawn OR harbour"),
        ("raid dawn -drug from:2020", "(raid OR dawn) -drug from:2020"),
        ('raid "dawn chorus" (a OR b)', "(raid OR dawn OR chorus) (a OR b)"),
        ('"dawn rai"*', "dawn OR rai*"),
        ("title:'dawn raid'", "title:dawn OR title:raid"),
        ("raid", None),
        ("raid from:2020", None),
        ("raid OR dawn", None),
        ("", None),
        ("police W/5 crowd", "police OR crowd"),
        ("raid (police OR mob) /s =crowds -drug", "(raid OR police OR mob OR crowds) -drug"),
        ("atleast3(raid) van", "raid OR van"),
        ("The raid on the harbour", "raid OR harbour"),
        ("to be OR not to be", "to OR be OR not"),
        ("of and", "of OR and"),
        ("the* raid", "the* OR raid"),
        ("=raids", "raids"),
        ("Harbour raid fails | Mayor speaks", "Harbour OR raid OR fails OR Mayor OR speaks"),
        ("(harbour raid OR sweep) -drug", "(harbour OR raid OR sweep) -drug"),
        ("(raid date:2022) OR (sweep date:2021)", None),
    ],
)
def test_a_query_is_widened_to_any_of_its_words(query, wider):
    found = widened(parse(query).root)
    assert found == (parse(wider).root if wider else None)
