"""What is told at a glance is true, and what the index and the letters can tell need not be read."""

import pytest

from archive.search import glance, parse
from archive.search.occurrences import Passage, Reader

TEXTS = {
    "The raids, and a raid.": {"=raids": True, "=raid": True, "=raided": False, "-=raided": True},
    "Raids on Hackney": {"=raids": True, "=raids =raid": False, "=raids OR =raid": True, "=raids /s =dawn": False},
    "A dawn raid was; raid, dawn.": {'="dawn raid"': True, '="raid at dawn"': False, '="raid dawn"': None},
    "Élection: une election.": {"=élection": True, "=élections": False, "=election*": True, "=élec*": True},
    "昨日NHKは raid 報じた": {"=raid": True, "=raids": None, "atleast2(raid)": None},
    "A raid, two raids, raided": {
        "atleast3(raid)": True,
        "atleast4(raid)": False,
        "raid": None,
        "=raids /s raid": None,
    },
}


@pytest.fixture(scope="module")
def told(tmp_path_factory, new_shelf):
    """What is told of a query for the article with a text."""
    shelf = new_shelf(tmp_path_factory.mktemp("glance") / "archive.db")
    for text in TEXTS:
        shelf.put(title="Nothing", body=text)
    conn = shelf.opened()
    slots = {text: slot for slot, text in conn.execute("SELECT slot, text FROM articles")}
    yield lambda text, query: dict(glance.look(conn, parse(query).root, [slots[text]]))[slots[text]]
    shelf.close()


@pytest.mark.parametrize(("text", "query"), [(text, query) for text, queries in TEXTS.items() for query in queries])
def test_what_is_told_is_so(told, text, query):
    expected = TEXTS[text][query]
    assert told(text, query) is expected
    reader = Reader(parse(query).root)
    holds = reader.holds(reader.read([Passage("Nothing", is_title=True), Passage(""), Passage(text)]), ())
    assert expected is None or holds is expected
