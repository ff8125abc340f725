"""metadata.yml describes every table and column there is, and Datasette's own pages are the better for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from archive.store import meanings

TABLES = yaml.safe_load((Path(__file__).parents[2] / "metadata.yml").read_text())["databases"]["archive"]["tables"]


@pytest.fixture
def schema(archive_file):
    """The columns of every table and view, but for the parts of the index."""
    with closing(sqlite3.connect(archive_file)) as conn:
        names = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        told = [name for name in names if not name.startswith("articles_fts_")]
        return {name: [row[1] for row in conn.execute(f"PRAGMA table_info([{name}])")] for name in told}


def test_every_table_and_column_is_described(schema):
    assert {name: list(table["columns"]) for name, table in TABLES.items()} == schema
    assert all(table["description"] for table in TABLES.values())
    assert all(meaning for table in TABLES.values() for meaning in table["columns"].values())


def test_the_export_means_what_the_exports_mean():
    assert TABLES["articles_export"]["columns"] == {
        name: column.meaning for name, column in meanings.ARTICLES.items() if name != "snippet"
    }


def test_what_is_named_exists(schema):
    for name, table in TABLES.items():
        chosen = [table.get("sort"), table.get("sort_desc"), table.get("label_column"), table.get("fts_pk"),
                  *table.get("facets", []), *table.get("sortable_columns", []), *table.get("units", {})]  # fmt: skip
        assert {one for one in chosen if one} <= set(schema[name]), name
        assert table.get("size", 1) <= 100


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_page_of_datasette_opens(visitor, name):
    assert visitor.get(f"/archive/{name}").status_code == 200


def test_the_search_of_datasettes_own_table_finds(visitor):
    found = visitor.get("/archive/articles.json?_search=dockers&_shape=array").json()
    assert [row["id"] for row in found] == [1]
    assert visitor.get("/archive/articles.json?_search=zebra&_shape=array").json() == []


def test_the_newest_come_first_and_keys_have_labels(visitor):
    found = visitor.get("/archive/articles.json?_labels=on&_shape=array").json()
    assert found[0]["published"] == "2024-04"
    assert found[2]["outlet_id"]["label"] == "The Harbour Post"


def test_each_facet_is_drawn_once(visitor, readable):
    page = visitor.page("/archive/articles")
    heads = [readable(one).split()[0] for one in page.cssselect(".facet-info-name strong")]
    assert heads == ["outlet_id", "language", "section"] or sorted(heads) == ["language", "outlet_id", "section"]
    links = [one.get("href") for one in visitor.page("/").cssselect("a")] + [
        one.get("href") for one in visitor.page("/article/1").cssselect("a")
    ]
    assert not [one for one in links if "_facet" in one]


def test_the_works_are_hidden(visitor):
    listed = {one["name"]: one["hidden"] for one in visitor.get("/archive.json").json()["tables"]}
    assert {name for name, hidden in listed.items() if not hidden} == {
        name for name, table in TABLES.items() if not table.get("hidden")
    } - {"articles_export", "articles_public"}


def test_long_rows_are_read_downwards(visitor, readable):
    for table in ("articles", "versions", "captures"):
        page = visitor.page(f"/archive/{table}/1")
        assert [readable(one) for one in page.cssselect("dl.one-row dt")] == list(TABLES[table]["columns"])
