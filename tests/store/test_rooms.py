"""The small rooms: config, visibility, stats, what Datasette and sqlite-utils make of the index."""

import subprocess
import sys

import pytest

from archive.errors import NotFoundError, UsageError
from archive.model import Link, Reading
from archive.store import articles, config, stats, visibility


def test_settings(store):
    config.put(store.conn, "title", "Raids")
    assert config.get(store.conn, "title") == "Raids"
    config.put(store.conn, "title", "")
    assert config.get(store.conn, "title") is None


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("titel", "x", NotFoundError, "did you mean “title”"),
        ("nonsense", "x", NotFoundError, "there are title"),
        ("uuid", "x", UsageError, "fixed"),
        ("base_url", "archive.example", UsageError, "http or https"),
    ],
)
def test_settings_that_cannot_be(store, name, value, error, words):
    with pytest.raises(error, match=words):
        config.put(store.conn, name, value)


@pytest.mark.parametrize(
    ("access", "embargo", "public", "allowed"),
    [
        ("none", None, False, "full"),
        ("inherit", None, True, "excerpt"),
        ("full", None, True, "full"),
        ("metadata", None, True, "metadata"),
        ("none", None, True, "none"),
        ("full", "2026-03-02", True, "none"),
        ("full", "2026-03-01", True, "full"),
        ("nonsense", None, True, "excerpt"),
    ],
)
def test_what_a_visitor_may_see(access, embargo, public, allowed):
    assert visibility.level(access, embargo, public=public, today="2026-03-01T12:00:00Z") == allowed


def test_the_veil():
    whole = Reading(title="T", dek="D", text=" ".join(["word"] * 100) + "\n\nmore", links=(Link("link", "x"),))
    excerpt = visibility.veil(whole, "excerpt")
    assert excerpt.text.split() == ["word"] * visibility.EXCERPT_WORDS + ["…"]
    metadata = visibility.veil(whole, "metadata")
    assert (metadata.title, metadata.dek, metadata.text, metadata.links) == ("T", None, "", ())
    assert visibility.veil(whole, "full") is whole


def test_numbers_of_an_empty_archive(store):
    totals = stats.totals(store.conn)
    assert (totals["articles"], totals["first"], stats.outlets(store.conn), stats.flags(store.conn)) == (
        0,
        None,
        [],
        {},
    )


def test_sqlite_utils_searches_the_index(store):
    with store.transaction() as conn:
        articles.record(
            conn,
            Reading(title="Depot", text="Raiding parties."),
            keys=["url:x"],
            capture_id=None,
            url=None,
            at="2026-03-01T12:00:00Z",
        )
    command = [sys.executable, "-m", "sqlite_utils", "search", str(store.path), "articles_fts", "raid", "-c", "title"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Depot" in done.stdout, done.stderr
