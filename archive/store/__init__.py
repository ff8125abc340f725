"""The store: SQLite through sqlite-utils, one room a kind of row, opened by `open_archive`.

connection  opening, whose file it is, transactions     lock        one writer at a time
schema      every table, as a commented document        migrations  what was applied when
captures    what was received                           outcomes    what became of everything asked for
articles    putting articles in: identity, versions     shelf       taking articles out
rows        readings as columns and back                columns     the columns of exports
names       outlets, authors, tags                      overrides   people's corrections
config      what the archive says of itself             visibility  what a visitor may see
stats       the archive in numbers
"""

from archive.store.connection import Store, is_ours, open_archive, open_reader

__all__ = ["Store", "is_ours", "open_archive", "open_reader"]
