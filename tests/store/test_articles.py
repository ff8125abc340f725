"""Identity and versions: what is new, the same again, an edit, a re-reading, a person's word."""

from dataclasses import replace

import pytest

from archive.errors import NotFoundError
from archive.model import Link, Reading
from archive.store import articles, identity, overrides, shelf

MONDAY, TUESDAY, FRIDAY = "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", "2026-03-06T08:00:00Z"
DEPOT = Reading(
    title="Depot to close",
    dek="Nobody was told.",
    text="The depot closes on Friday.\n\nThe drivers were not told.",
    authors=("Ines Marlowe", "Tomas Vale"),
    published="2026-03-01T07:30:00+01:00",
    language="en-GB",
    section="News",
    tags=("trams", "council"),
    outlet="The Eastgate Courier",
    links=(Link("embed", "a post", "https://posts.example/1"),),
    origin={"title": "json-ld", "published": "meta"},
    flags=("liveblog",),
)


@pytest.fixture
def put(store):
    """Records a reading under a key, in a transaction of its own."""

    def put(reading, at=MONDAY, key="url:courier.example/depot", **named):
        with store.transaction() as conn:
            url = f"https://{key[4:]}" if key.startswith("url:") else None
            known = identity.find(conn, [key], url)
            return articles.record(conn, reading, keys=[key], capture_id=None, url=url, at=at, known=known, **named)

    return put


def labels(store, article_id=1):
    return [version.label for version in shelf.versions(store.conn, article_id)]


def index_is_whole(store):
    store.conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    return True


def found(store, words):
    return [
        row[0]
        for row in store.conn.execute(
            "SELECT id FROM articles WHERE slot IN (SELECT rowid FROM articles_fts(?))", [words]
        )
    ]


def test_a_reading_comes_back_as_it_went_in(store, put):
    assert put(DEPOT).outcome == "added"
    read = shelf.article(store.conn, 1).version.reading
    assert read == replace(DEPOT, canonical_url=None)


def test_the_same_again_only_moves_last_seen(store, put):
    put(DEPOT)
    assert put(DEPOT, TUESDAY).outcome == "unchanged"
    article = shelf.article(store.conn, 1)
    assert (article.first_seen, article.last_seen, labels(store)) == (MONDAY, TUESDAY, ["1"])


@pytest.mark.parametrize(
    "trivial",
    [
        {"text": "The depot  closes on Friday.\n\nThe drivers were not told"},
        {"title": "Depot to Close"},
        {"text": "The depot closes on Friday.\n\n“The drivers were not told.”"},
        {"section": "Local"},
    ],
    ids=["spaces", "case", "quotes", "another section"],
)
def test_trivial_changes_are_no_edit(store, put, trivial):
    put(DEPOT)
    assert put(replace(DEPOT, **trivial), TUESDAY).outcome == "unchanged"
    assert labels(store) == ["1"]


@pytest.mark.parametrize(
    "edit",
    [
        {"text": "The depot stays open."},
        {"title": "Depot stays"},
        {"authors": ("Ines Marlowe",)},
        {"published": "2026-03-02"},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_an_edit_is_a_version(store, put, edit):
    put(DEPOT)
    edited = put(replace(DEPOT, **edit), TUESDAY)
    assert (edited.outcome, edited.label, labels(store)) == ("changed", "2", ["2", "1"])
    assert shelf.article(store.conn, 1, "1").version.reading == DEPOT
    assert index_is_whole(store)


def test_back_to_the_first_wording_is_a_third_version(store, put):
    for reading, at in ((DEPOT, MONDAY), (replace(DEPOT, text="Another."), TUESDAY), (DEPOT, FRIDAY)):
        put(reading, at)
    assert labels(store) == ["3", "2", "1"]


def test_a_rereading_is_no_edit(store, put):
    put(DEPOT)
    reread = put(replace(DEPOT, section="Local"), TUESDAY, cause="reread")
    assert (reread.label, labels(store)) == ("1.1", ["1.1", "1"])
    assert put(replace(DEPOT, section="Local", origin={"title": "meta"}), FRIDAY, cause="reread").outcome == "unchanged"


def test_a_persons_word_is_kept_beside_what_was_read_and_survives(store, put):
    put(DEPOT)
    said = articles.Said({"published": "2022-05-16", "outlet": "Quayside Evening News"}, "A. Reader")
    with store.transaction() as conn:
        assert articles.correct(conn, 1, said, at=TUESDAY).label == "1.1"
        assert articles.correct(conn, 1, said, at=TUESDAY).outcome == "unchanged"
    assert put(DEPOT, FRIDAY).outcome == "unchanged"
    assert put(replace(DEPOT, text="Another wording."), FRIDAY).label == "2"
    article = shelf.article(store.conn, 1)
    assert (article.version.reading.published, article.version.reading.outlet) == (
        "2022-05-16",
        "Quayside Evening News",
    )
    assert article.version.reading.origin["published"] == "person"
    kept = overrides.history(store.conn, 1)
    assert [(row["field"], row["was"], row["was_origin"], row["by"]) for row in kept] == [
        ("published", '"2026-03-01T07:30:00+01:00"', "meta", "A. Reader"),
        ("outlet", '"The Eastgate Courier"', None, "A. Reader"),
    ]
    assert index_is_whole(store)


def test_what_is_said_while_adding_is_version_one(store, put):
    put(replace(DEPOT, published=None), said=articles.Said({"published": "2022"}, None))
    article = shelf.article(store.conn, 1)
    assert (article.version.label, article.version.reading.published) == ("1", "2022")
    assert overrides.history(store.conn, 1)[0]["was"] == "null"


def test_the_index_follows_in_the_same_transaction(store, put):
    put(DEPOT)
    assert found(store, "driver") == [1]
    with pytest.raises(ZeroDivisionError), store.transaction() as conn:
        articles.record(conn, replace(DEPOT, text="Bailiffs."), keys=["url:x"], capture_id=None, url=None, at=MONDAY)
        raise ZeroDivisionError
    assert found(store, "bailiffs") == []
    put(replace(DEPOT, text="Bailiffs."), TUESDAY)
    assert (found(store, "bailiffs"), found(store, "driver")) == ([1], [])
    assert index_is_whole(store)


@pytest.mark.parametrize(
    ("published", "first_day"),
    [("2026-03-01T23:30:00-05:00", "2026-03-01"), ("2015", "2015-01-01"), ("2015-06", "2015-06-01"), (None, None)],
)
def test_the_slot_carries_the_date(store, put, published, first_day):
    put(replace(DEPOT, published=published))
    slot, day = store.conn.execute("SELECT slot, published_date FROM articles").fetchone()
    assert day == first_day
    from datetime import date

    assert slot >> 24 == (date.fromisoformat(first_day).toordinal() if first_day else 0)


def test_ids_are_never_used_twice(store, put):
    put(DEPOT)
    with store.transaction() as conn:
        for table in ("article_authors", "article_tags", "identities", "articles"):
            conn.execute(f"DELETE FROM {table}")
    assert put(DEPOT).article_id == 2
    assert index_is_whole(store)


def test_filters_are_words_of_the_index(store, put):
    put(replace(DEPOT, flags=("paywalled",)))
    line = store.conn.execute("SELECT filters FROM articles").fetchone()[0]
    for token in ("zzall0", "zzo1", "zza1", "zza2", "zzt1", "zzt2", "zzy2026", "zzm202603", "zzd20260301"):
        assert token in line.split()


@pytest.mark.parametrize("label", ["2", "1.1", "x", "", "9" * 12])
def test_a_version_that_is_not_there(store, put, label):
    put(DEPOT)
    with pytest.raises(NotFoundError):
        shelf.article(store.conn, 1, label)


def test_an_article_that_is_not_there(store):
    with pytest.raises(NotFoundError):
        shelf.article(store.conn, 7)


def test_names_with_the_joint_in_them_stay_one_name(store, put):
    put(replace(DEPOT, authors=("Holm; Greta", "Holm; Greta", "")))
    assert shelf.article(store.conn, 1).version.reading.authors == ("Holm, Greta",)


def test_the_export_view_has_the_promised_columns(store, put):
    from archive.store import columns

    put(DEPOT)
    names = [row[1] for row in store.conn.execute("PRAGMA table_info(articles_export)")]
    assert names == [name for name in columns.NAMES if name != "snippet"]
    row = dict(zip(columns.NAMES, next(columns.export(store.conn, columns.NAMES, [1])), strict=True))
    assert row["authors"] == "Ines Marlowe; Tomas Vale"
    assert row["permalink"] == "pressmark:1/v1"
    assert row["published_precision"] == "minute"
    assert row["copies"] == 0
