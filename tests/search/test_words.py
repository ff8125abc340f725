"""The words of a text, by whichever way they are parted."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search import porter, words

WESTERN = st.text(st.characters(codec="cp1252"))
MIXED = st.text(st.one_of(st.characters(codec="cp1252"), st.sampled_from("東京都กิ́Ж\ue100")))


@given(st.one_of(WESTERN, MIXED))
def test_words_are_the_runs_of_what_the_index_keeps(written):
    lower = written.lower()
    assert words.of_text(written) == words.pattern(lower).findall(lower)


@given(st.one_of(WESTERN, MIXED))
def test_a_span_is_where_its_word_stands(written):
    found = [written[start:end].lower() for start, end in words.spans(written)]
    assert found == words.of_text(written)
    spaced = words.blanked(written)
    if spaced is not None:
        starts = words.starts(spaced).tolist()
        assert [written[start : words.end(spaced, start)].lower() for start in starts] == found


@given(WESTERN, st.lists(st.sampled_from(["a", "b", "é", "za", "1"]), max_size=20, unique=True))
def test_the_words_that_begin_so_are_found(written, beginnings):
    spaced = words.blanked(written)
    every = zip(words.starts(spaced).tolist(), words.of_text(written), strict=True)
    wanted = tuple(beginnings)
    expected = [(start, word) for start, word in every if word.startswith(wanted) or not word.isascii()]
    assert words.beginning_with(spaced, [one.encode("cp1252") for one in beginnings]) == expected


ENDINGS = "s es ed ing y ies ational ization fulness ousness ability ibility logi icate ness ment ent ion ous ive ly eed".split()


@given(st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.lists(st.sampled_from(ENDINGS), max_size=2))
def test_a_stem_is_how_its_words_begin_but_for_the_last_letter(beginning, endings):
    word = "".join([beginning, *endings])
    stem = porter.cut([word])[word]
    assert word.startswith(stem[: max(1, len(stem) - 1)])
