"""The wording of a line: several rules ask for it, one after the other, and it is found out once.

So many lines are remembered as a page has, and not those of the pages before.
"""

from __future__ import annotations

from archive import text
from archive.remembering import remembered

normal = remembered(512, longest=2_000)(text.normal)
"""As `text.normal`."""
