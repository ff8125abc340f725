"""Plain text and plain addresses take a quick road; what forces the long one, and changes nothing else, tells the same."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from archive import bylines, text, urls

# A letter that Windows-1252 lacks: with it a text is read sign by sign.
FAR = "Ł"
# Close to what roads part at: spaces of all kinds, line ends, controls, marks that join a letter, scripts.
TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \t\n\r\x00\x0b\x1f\x7f\x85\xa0\xad\u200b\u2028\u2029\u3000\ue000a9é_-.’“Łの東e\u0301\u0308"),
        st.characters(codec="cp1252"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
HOSTS = st.sampled_from(
    "courier.example www.courier.example m.courier.example amp.courier.example mobile.example m.example co.uk"
    " courier-example.cdn.ampproject.org COURIER.example".split()
)
PATHS = st.text(st.sampled_from("abAZ09/._~-"), max_size=12) | st.sampled_from(
    ["", "/", "/amp", "/amp/", "/story/amp", "/story.amp", "/amp/story", "/a/amp/b", "//", "/a//"]
)


@given(TEXTS)
@example("a  b \n c\n\n\n\nd")
@example("x\x85y")
def test_a_text_is_cleaned_alike_on_both_roads(given_text):
    alone, beside = text.clean(given_text), text.clean(f"{given_text}\n\n{FAR}")
    assert beside == (f"{alone}\n\n{FAR}" if alone else FAR)
    assert text.clean(alone) == alone


@given(TEXTS)
def test_a_line_is_cleaned_alike_on_both_roads(given_text):
    assert text.clean_line(f"{given_text}\x00") == text.clean_line(given_text)
    alone = text.clean_line(given_text)
    assert text.clean_line(f"{given_text} {FAR}") == (f"{alone} {FAR}" if alone else FAR)
    assert unicodedata.is_normalized("NFC", alone)


@given(TEXTS)
def test_words_are_counted_alike_on_both_roads(given_text):
    clean = text.clean(given_text)
    assert text.count_words(f"{clean}\n\n{FAR}") == text.count_words(clean) + 1


@given(TEXTS)
def test_wording_is_told_alike_on_both_roads(given_text):
    alone = text.normal(given_text)
    assert text.normal(f"{given_text} {FAR}") == f"{alone} ł".strip()
    assert text.fold(f"{given_text} {FAR}") == f"{text.fold(given_text)} ł".strip()


@given(st.sampled_from(["http", "https"]), HOSTS, PATHS)
@example("https", "m.courier.example", "/story/amp")
def test_an_address_is_the_same_on_both_roads(scheme, host, path):
    plain = f"{scheme}://{host}{path if not path or path.startswith('/') else '/' + path}"
    longer = f"{plain}#part"  # which no plain address has, and which says nothing of the page
    assert urls.is_web(plain) is urls.is_web(longer)
    assert urls.canonical(plain) == urls.canonical(longer)
    assert urls.identity(plain) == urls.identity(longer) == urls.identity(urls.canonical(plain))


@given(st.lists(st.sampled_from("Ada Quill By Von Texte Author Autores Reporter Editor Political Updated Dr Jr And Reuters"
                                " X McAdam".split()), min_size=1, max_size=3))  # fmt: skip
@example(["Words", "By"])
def test_a_byline_is_read_alike_on_both_roads(words):
    plain = " ".join(words)
    assert bylines.names([plain]) == bylines.names([f"{plain};"])
