"""Rows by the hundred in one statement are the rows that were given, in their order."""

import sqlite3
from contextlib import closing

import pytest

from archive.store import many


@pytest.fixture
def conn():
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("CREATE TABLE t (number INTEGER, name TEXT UNIQUE)")
        yield opened


def held(conn):
    return conn.execute("SELECT number, name FROM t ORDER BY rowid").fetchall()


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_as_many_rows_as_were_given_in_their_order(conn, count):
    rows = [(count - number, f"name {number}") for number in range(count)]
    many.insert(conn, "INSERT INTO t (number, name)", iter(rows))
    assert held(conn) == rows


def test_of_two_alike_in_one_statement_the_first_stays(conn):
    rows = [(number, f"name {number % 120}") for number in range(240)]
    many.insert(conn, "INSERT OR IGNORE INTO t (number, name)", rows)
    assert held(conn) == rows[:120]


def test_few_statements_for_many_rows(conn):
    said = []
    conn.set_trace_callback(said.append)
    many.insert(conn, "INSERT INTO t (number, name)", ((number, str(number)) for number in range(305)))
    assert len([sql for sql in said if sql.startswith("INSERT")]) == 3 + 5
