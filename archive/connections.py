"""Connections to SQLite that close by themselves.

A thread has one of its own, which nobody can close for it: it ends with the thread, and whoever asks for one need not
know when that is.
"""

from __future__ import annotations

import sqlite3


class SelfClosing(sqlite3.Connection):
    """A connection that closes when nobody holds it any more, and not with a warning, as others do."""

    def __del__(self) -> None:
        self.close()
