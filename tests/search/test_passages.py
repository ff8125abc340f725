"""Marks in a text agree with what the index finds, and change nothing but themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import text
from archive.search import Fts5, Request, mark, parse
from archive.search.passages import mark_all
from archive.text import HIT_CLOSE, HIT_OPEN


def shown(passage, query):
    return mark(passage, parse(query).root).replace(HIT_OPEN, "[").replace(HIT_CLOSE, "]")


@pytest.mark.parametrize(
    ("query", "passage", "marked"),
    [
        ("raid", "Raids, raided; a raider braided.", "[Raids], [raided]; a raider braided."),
        ("ECOLE", "L’école d’hier", "L’[école] d’hier"),
        ('"home office"', "The Home Office; an office at home.", "The [Home Office]; an office at home."),
        ("covid-19", "Covid-19, covid 19, covid and 19", "[Covid-19], [covid 19], covid and 19"),
        (
            "immigra*",
            "Immigrants, immigration, immigrate, migrants",
            "[Immigrants], [immigration], [immigrate], migrants",
        ),
        ("police*", "Police, policeman, policy", "[Police], [policeman], policy"),
        ("campa*", "A campaign in camp", "A [campaign] in camp"),
        ("raid OR (sweep -drug)", "raid, sweep, drug", "[raid], [sweep], drug"),
        ("-raid", "raid", "raid"),
        ("title:raid", "raid", "raid"),
        ("outlet:raid is:raid", "raid", "raid"),
        ("!!!", "raid!!!", "raid!!!"),
        ("", "raid", "raid"),
        ("京都", "東京都と京都", "東[京都]と[京都]"),
        ("都", "東京都", "東京[都]"),
        ('"東京 港"', "東京、港。東京港。", "[東京、港]。東京港。"),
        ("発表 2030", "計画を2030年までに発表した", "計画を[2030]年までに[発表]した"),
        ("NHKは", "昨日NHKは報じた", "昨日[NHKは]報じた"),
        ("Straße", "STRAßE der Straßen", "[STRAßE] der Straßen"),
        ("raid raid*", "raids", "[raids]"),
        ("raid", "<b>raid</b> &amp; \"raid'", "<b>[raid]</b> &amp; \"[raid]'"),
        ("=raids", "Raids on a raid; raids.", "[Raids] on a raid; [raids]."),
        ("'école'", "L’école, une ecole", "L’[école], une ecole"),
        ("=raid*", "Raids raided Rai", "[Raids] [raided] Rai"),
        ("police W/2 crowd", "Police, police and crowd. Crowd!", "Police, [police] and [crowd]. Crowd!"),
        ("police PRE/1 crowd", "crowd police crowd", "crowd [police] [crowd]"),
        ("(police OR van) W/1 crowd", "van crowd police", "[van] [crowd] [police]"),
        ('"the police" W/3 crowd*', "the police saw crowds", "[the police] saw [crowds]"),
        ("police /s crowd", "The police. A crowd; police. Crowd", "The police. A [crowd]; [police]. Crowd"),
        ("police /p crowd", "police\n\nthe crowd. Police", "police\n\nthe [crowd]. [Police]"),
        ("atleast2(raid) -van", "raids and raids, van", "[raids] and [raids], van"),
        ("quote:raid", "A raid: “raids, raids”, raid", "A raid: “[raids], [raids]”, raid"),
        ("-(police W/2 crowd)", "police crowd", "police crowd"),
        ("raid speaker:raid in:raid", "raid", "[raid]"),
        ("a W/9 a", "a b", "a b"),
    ],
)
def test_marks(query, passage, marked):
    assert shown(passage, query) == marked


@given(st.text(), st.sampled_from(["raid OR a*", '"a b" -c', "東 OR 京都", "é* OR x", "กิน", "0*"]), st.randoms())
@settings(max_examples=200, deadline=None)
def test_without_its_marks_a_text_is_unchanged(given_text, query, random):
    words = ["raid", "A", "b", "東京都", "É", "กิน", "\n\n", given_text]
    stored = text.clean(" ".join(random.choices(words, k=12)))
    marked = mark(stored, parse(query).root)
    assert marked.replace(HIT_OPEN, "").replace(HIT_CLOSE, "") == stored
    assert marked.count(HIT_OPEN) == marked.count(HIT_CLOSE)


@pytest.mark.parametrize(
    ("query", "language", "passage", "marked"),
    [
        ("Haus", "de", "Häuser, hausen, Hausdach", "[Häuser], [hausen], Hausdach"),
        ("Haus", "en", "Häuser", "Häuser"),
        ("grüne Partei", "de-AT", "die grünen Parteien", "die [grünen] [Parteien]"),
        ('"grüne Partei"', "de", "die grünen Parteien", "die [grünen Parteien]"),
        ("cheval", "fr", "des chevaux", "des [chevaux]"),
        ("=Haus", "de", "Häuser im Haus", "Häuser im [Haus]"),
        ("мост", "ru", "на мосту, мосты", "на [мосту], [мосты]"),
    ],
)
def test_marks_in_the_language_of_the_text(query, language, passage, marked):
    found = mark(passage, parse(query).root, language)
    assert found.replace(HIT_OPEN, "[").replace(HIT_CLOSE, "]") == marked


def test_what_is_found_is_marked(newsstand):
    conn, _ = newsstand
    for query in (
        "polic*",
        "raided",
        '"four flats"',
        "électeurs",
        "京都",
        "시청",
        "hopital OR hospital",
        "brucke OR strassen*",
    ):
        root = parse(query).root
        for article in Fts5(conn).ids(Request(root)):
            title, dek, body = conn.execute("SELECT title, dek, text FROM articles WHERE id = ?", [article]).fetchone()
            assert HIT_OPEN in mark(f"{title}\n\n{dek}\n\n{body}", root), query


def test_each_article_is_marked_by_itself():
    articles = [("a raid", "no"), ("", ""), ("no", "raids"), ("no", "no")]
    hit = f"{HIT_OPEN}raid{HIT_CLOSE}"
    found = mark_all(articles, parse("raid").root)
    assert found == [(f"a {hit}", "no"), ("", ""), ("no", f"{HIT_OPEN}raids{HIT_CLOSE}"), ("no", "no")]


def test_marks_of_strangers_never_reach_the_archive():
    stored = text.clean(f"{HIT_CLOSE}a raid{HIT_OPEN}<script>{HIT_CLOSE}")
    assert shown(stored, "raid") == "a [raid]<script>"
