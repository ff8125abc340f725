"""The store: SQLite through sqlite-utils, one room a kind of row, opened by `open_archive`.

connection  opening, whose file it is, transactions     lock        one writer at a time
schema      every table, as a commented document        migrations  what was applied when
captures    what was received                           outcomes    what became of everything asked for
newcomers   articles that are new, many at once         numbers     their ids, and slots by date
batch       into the index together                     many        rows by the hundred in one statement
unread      captures on their way to be read            proofs      what there is to verify
identity    which article a capture is of               articles    putting articles in, and their versions
shelf       taking articles out                         columns     the columns of exports
rows        readings as columns and back                names       outlets, authors, tags
overrides   people's corrections                        visibility  what a visitor may see
copies      who else ran a text                         config      what the archive says of itself
collections sets that people pick                       stats       the archive in numbers
tombstones  what was taken down, and is barred          forgetting  taking it out of every table
searches    saved, and written down                     strata      what samples are told apart by
meanings    what every column means                     state       the archive as a hash
applied     which steps an archive has and lacks
"""

from archive.store.connection import Store, evidence_beside, is_ours, open_archive, open_reader, snapshot

__all__ = ["Store", "evidence_beside", "is_ours", "open_archive", "open_reader", "snapshot"]
