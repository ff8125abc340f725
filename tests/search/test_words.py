"""The words of a text, by whichever way they are parted."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search import words

WESTERN = st.text(st.characters(codec="cp1252"))
MIXED = st.text(st.one_of(st.characters(codec="cp1252"), st.sampled_from("東京都กิ́Ж\ue100")))


@given(st.one_of(WESTERN, MIXED))
def test_words_are_the_runs_of_what_the_index_keeps(written):
    assert words.of_text(written) == words.pattern(written).findall(written)


@given(st.one_of(WESTERN, MIXED))
def test_a_span_is_where_its_word_stands(written):
    assert [written[start:end] for start, end in words.spans(written)] == words.of_text(written)
