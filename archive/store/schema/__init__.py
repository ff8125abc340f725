"""The tables, step by step: each step is a file of SQL statements, and is never edited once it was released."""

from archive.store.schema import collections
from archive.store.schema.evidence import EVIDENCE
from archive.store.schema.first import FIRST
from archive.store.schema.gathering import GATHERING
from archive.store.schema.habits import HABITS
from archive.store.schema.hidden import HIDDEN
from archive.store.schema.levels import LEVELS
from archive.store.schema.lighter import LIGHTER
from archive.store.schema.merging import MERGING
from archive.store.schema.optouts import OPTOUTS
from archive.store.schema.public import PUBLIC
from archive.store.schema.rounds import ROUNDS
from archive.store.schema.search import SEARCH
from archive.store.schema.searches import SEARCHES
from archive.store.schema.takedowns import TAKEDOWNS

# The mark by which a file is known as ours.
APPLICATION_ID = 0x50726573  # 'Pres'

# In the order in which they are applied; a new step is a new file and a line here.
STEPS = {
    "first": (*FIRST, f"PRAGMA application_id = {APPLICATION_ID};\n"),
    "public": (PUBLIC,),
    "evidence": EVIDENCE,
    "rounds": (ROUNDS,),
    "search": SEARCH,
    "habits": (HABITS,),
    "opt-outs": (OPTOUTS,),
    "takedowns": (TAKEDOWNS,),
    "collections": collections.STEP,
    "searches": (SEARCHES,),
    "merging": (MERGING,),
    "hidden": (HIDDEN,),
    "gathering": (GATHERING,),
    "lighter": (LIGHTER,),
    "levels": (LEVELS,),
}
