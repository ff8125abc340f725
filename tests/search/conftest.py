"""Small archives for the search: the tables of the store, filled by hand, opened for reading alone."""

import sqlite3
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from archive import dates, text, tokens
from archive.search import Filters, Fts5, Request, parse
from archive.search.planning import plan_of
from archive.search.verifying import verified
from archive.store.schema import STEPS

ARTICLES = tomllib.loads((Path(__file__).parents[1] / "cases" / "queries.toml").read_text("utf-8"))["article"]


@dataclass
class Shelf:
    """An archive that is being filled; `put` takes what an article is, by the names of its columns."""

    path: Path
    names: dict[str, int] = field(default_factory=dict)

    def __post_init__(self):
        self.conn = sqlite3.connect(self.path)
        self._connections = [self.conn]
        for step in STEPS.values():
            self.conn.executescript("".join(step))
        info = self.conn.execute(
            "SELECT name FROM pragma_table_info('articles') WHERE \"notnull\" AND dflt_value IS NULL"
        )
        self._required = {name: "" for (name,) in info}

    def put(
        self, *, name="", title=None, dek=None, body="", outlet=None, host=None, authors=(), tags=(), flags=(), **row
    ):
        published, language, section = row.get("published"), row.get("language"), row.get("section")
        day = dates.first_day(published)
        ids = {"a": self._rows("authors", authors), "t": self._rows("tags", tags)}
        outlet_id = self._outlet(outlet, host) if outlet else None
        languages = {language, language.split("-")[0]} if language else ()
        found = [tokens.by_id(kind, one) for kind, ones in ids.items() for one in ones]
        found += [tokens.by_id("o", outlet_id)] if outlet else []
        found += [tokens.by_value("s", section)] if section else []
        found += [tokens.by_value("l", one) for one in languages] + [tokens.by_value("f", one) for one in flags]
        columns = {
            **self._required,
            "version": 1,
            "cause": "capture",
            "words": text.count_words(body),
            **{key: self.names[value] if key in {"copy_of", "redirect_to"} else value for key, value in row.items()},
            "slot": self._slot(day),
            "outlet_id": outlet_id,
            "title": title,
            "dek": dek,
            "text": text.clean(body),
            "authors": "; ".join(authors),
            "tags": "; ".join(tags),
            "flags": " ".join(flags),
            "filters": tokens.line([*found, *tokens.of_day(day)]),
            "grams": text.grams(" ".join(filter(None, (title, dek, body)))),
        }
        marks = ", ".join("?" * len(columns))
        added = self.conn.execute(f"INSERT INTO articles ({', '.join(columns)}) VALUES ({marks})", [*columns.values()])
        self.names[name] = added.lastrowid
        for table, column, kind in (("article_authors", "(?, ?, ?)", "a"), ("article_tags", "(?, ?)", "t")):
            rows = [(added.lastrowid, one, at)[: column.count("?")] for at, one in enumerate(ids[kind], 1)]
            self.conn.executemany(f"INSERT INTO {table} VALUES {column}", rows)
        return added.lastrowid

    def opened(self):
        """The archive as readers get it: a connection that cannot write."""
        self.conn.commit()
        self._connections.append(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True))
        return self._connections[-1]

    def close(self):
        """The end of the archive, and of every connection to it."""
        for conn in self._connections:
            conn.close()

    def _slot(self, day):
        start = (day.toordinal() if day else 0) << 24
        (last,) = self.conn.execute("SELECT max(slot) FROM articles WHERE slot >> 24 = ?", [start >> 24]).fetchone()
        return (last or start) + 1

    def _outlet(self, name, host):
        self.conn.execute(
            "INSERT OR IGNORE INTO outlets (slug, name, host) VALUES (?, ?, ?)", [text.slug(name), name, host]
        )
        return self.conn.execute("SELECT id FROM outlets WHERE name = ?", [name]).fetchone()[0]

    def _rows(self, table, names):
        self.conn.executemany(f"INSERT OR IGNORE INTO {table} (name) VALUES (?)", [(name,) for name in names])
        return [self.conn.execute(f"SELECT id FROM {table} WHERE name = ?", [name]).fetchone()[0] for name in names]


@pytest.fixture(scope="session")
def new_shelf():
    """Makes an empty archive at a path."""
    return Shelf


@pytest.fixture
def shelf(tmp_path):
    """An empty archive to fill."""
    filling = Shelf(tmp_path / "archive.db")
    yield filling
    filling.close()


@pytest.fixture(scope="session")
def newsstand(tmp_path_factory):
    """The archive of tests/cases/queries.toml: a reading connection, and the id of each article by its name."""
    filling = Shelf(tmp_path_factory.mktemp("newsstand") / "archive.db")
    for article in ARTICLES:
        filling.put(**article)
    yield filling.opened(), filling.names
    filling.close()


@pytest.fixture
def found(newsstand):
    """Names of what a query with filters finds at the newsstand, in its order."""
    conn, names = newsstand
    by_id = {number: name for name, number in names.items()}

    def search(query="", filters=None, **request):
        asked = Request(parse(query).root, filters or Filters(), **{"size": 50, **request})
        return [by_id[hit.article_id] for hit in Fts5(conn).search(asked).hits]

    return search


def _selection(conn, query):
    """Slots of all that a query selects, candidates verified."""
    plan = plan_of(conn, parse(query).root, Filters())
    condition = f"AND {plan.where}" if plan.where else ""
    sql = f"""SELECT a.slot FROM articles_fts AS f CROSS JOIN articles AS a ON a.slot = f.rowid
      WHERE f.articles_fts MATCH ? AND f.rowid BETWEEN ? AND ? AND a.redirect_to IS NULL {condition}"""
    return verified(
        conn, plan, [slot for (slot,) in conn.execute(sql, [plan.match, plan.first, plan.last, *plan.params])]
    )


def names_of(conn, slots, names):
    """What articles are called that lie at these slots."""
    by_id = {number: name for name, number in names.items()}
    return sorted(
        by_id[number] for slot in slots for (number,) in conn.execute("SELECT id FROM articles WHERE slot = ?", [slot])
    )


@pytest.fixture(scope="session")
def selection():
    """The slots of all that a query selects in the archive of a connection, candidates verified."""
    return _selection


@pytest.fixture
def selected(newsstand):
    """Names of what a query selects at the newsstand, in alphabetical order."""
    conn, names = newsstand
    return lambda query: names_of(conn, _selection(conn, query), names)


@pytest.fixture
def page_by_page():
    """The ids of all hits of a request, in the order in which one page after the other shows them."""

    def shown(engine, request):
        found, after = [], None
        while after or not found:
            stretch = engine.stretch(replace(request, after=after))
            found += [hit.article_id for hit in stretch.hits]
            after = stretch.next
        return found

    return shown
