"""Collecting from the web: what an address is, what sources name, what is due, and rounds over all of it.

    finding   what an address is, and which sources an outlet has
    reading   the files of sources: asked for, read, and what they name taken in
    rounds    one round: sources first, then the pages that are due
    wayback   copies in the Wayback Machine: of dead pages, and asking it for one

Nothing is stored here but what is due: pages are handed to `ingest`, which the caller brings together with a round.
"""

from archive.watch.finding import Find, copies_of, look_at
from archive.watch.rounds import Round, Tally, Wishes
from archive.watch.wayback import Machine, Rescuer, keep_copies

__all__ = ["Find", "Machine", "Rescuer", "Round", "Tally", "Wishes", "copies_of", "keep_copies", "look_at"]
