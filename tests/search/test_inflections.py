"""Forms of a word in the language of an article, asked of an index of English stems."""

import pytest

from archive.search import Filters, parse
from archive.search.planning import plan_of

# Language, then a word or a sentence an article.
TEXTS = {
    "de": [
        "Die Häuser am Hafen stehen leer",
        "Das Haus wurde verkauft",
        "Im Schoß des Hauses",
        "Ein Hausdach brennt",
        "Die grünen Parteien streiten über die Straßen",
        "Eine grüne Partei",
        "Die Aerzte streiken",
        "Ein Arzt der Ärztekammer",
        "Bürgermeisterinnen tagen",
    ],
    "fr": [
        "Les élections municipales ont eu lieu",
        "Une élection nationale",
        "Les chevaux du préfet",
        "Un cheval",
        "Des manifestants ont occupé la préfecture",
        "Une occupante",
    ],
    "es": ["Las huelgas de los trabajadores", "Una huelga general", "La canción", "Canciones del puerto"],
    "ru": ["На мосту стояли полицейские", "Мосты закрыты", "Полицейский ушёл"],
    "ar": ["أغلقت الشرطة المدينة", "مدينة على البحر", "والمدينة نائمة", "المدن البعيدة"],
    "pl": ["Strajk w stoczni", "Strajki w stoczniach"],
    "el": ["Το λιμάνι έκλεισε", "Τα λιμάνια έκλεισαν"],
    "en": ["Generals in general", "The generous house", "A mosque"],
}


@pytest.fixture(scope="module")
def world(tmp_path_factory, new_shelf, selection):
    """Texts that a query finds, in order of their languages."""
    shelf = new_shelf(tmp_path_factory.mktemp("world") / "archive.db")
    for language, texts in TEXTS.items():
        for text in texts:
            shelf.put(body=text, language=language)
    conn = shelf.opened()
    texts = dict(conn.execute("SELECT slot, text FROM articles"))
    yield lambda query: [texts[slot] for slot in selection(conn, query)], conn
    shelf.close()


@pytest.mark.parametrize(
    ("query", "language", "numbers"),
    [
        ("Haus", "de", [1, 2, 3]),
        ("häuser", "de", [1, 2, 3]),
        ("HAUSES", "de", [1, 2, 3]),
        ('"grüne Partei"', "de", [5, 6]),
        ("Strasse", "de", [5]),
        ("Straße", "de", [5]),
        ("Ärzte", "de", [7, 8]),
        ("aerzte", "de", [7, 8]),
        ("Bürgermeisterin", "de", [9]),
        ("buergermeisterin", "de", [9]),
        ("=Häuser", "de", [1]),
        ("=Haus", "de", [2]),
        ("Haus*", "de", [1, 2, 3, 4]),
        ("haus W/2 schoß", "de", [3]),
        ("(haus OR partei) /s strasse", "de", [5]),
        ("élection", "fr", [1, 2]),
        ("elections", "fr", [1, 2]),
        ("cheval", "fr", [3, 4]),
        ("occupée", "fr", [5, 6]),
        ("manifestante", "fr", [5]),
        ("huelgas", "es", [1, 2]),
        ("trabajadora", "es", [1]),
        ("canciones", "es", [3, 4]),
        ("мост", "ru", [1, 2]),
        ("полицейских", "ru", [1, 3]),
        ("مدينة", "ar", [1, 2, 3]),
        ("المدينة", "ar", [1, 2, 3]),
        ("strajku", "pl", [1, 2]),
        ("λιμάνι", "el", [1, 2]),
        ("λιμανια", "el", [1, 2]),
        ("mosque lang:en", "en", [3]),
    ],
)
def test_forms_of_a_word_are_found(world, query, language, numbers):
    find, _ = world
    assert find(query) == [TEXTS[language][number - 1] for number in numbers]


def test_a_form_counts_in_articles_of_its_language_alone(tmp_path, new_shelf, selection):
    shelf = new_shelf(tmp_path / "archive.db")
    shelf.put(body="Häuser", language="de-AT")
    shelf.put(body="Häuser", language="en")
    shelf.put(body="Häuser")
    assert len(selection(shelf.opened(), "Haus")) == 1
    assert len(selection(shelf.opened(), "hauser")) == 3
    shelf.close()


def test_an_archive_of_one_language_pays_for_no_other(new_shelf, tmp_path):
    shelf = new_shelf(tmp_path / "archive.db")
    shelf.put(body="Houses and a house", language="en-GB")
    conn = shelf.opened()
    assert "filters" not in plan_of(conn, parse("house general").root, Filters()).match
    shelf.close()


def test_very_many_words_are_looked_up_within_bounds(world):
    find, conn = world
    many = " OR ".join(f"haus{letter}{other}" for letter in "abcdefghij" for other in "abcdefghij")
    assert len(plan_of(conn, parse(f"{many} OR Häuser").root, Filters()).match) < 20_000
    assert find('"grüne Parteien streiten über die Straße"') == [TEXTS["de"][4]]
