"""The wording of a line: several rules ask for it, one after the other, and it is found out once.

So many lines are remembered as a page has, and not those of the pages before.
"""

from __future__ import annotations

from functools import lru_cache

from archive import text

normal = lru_cache(maxsize=512)(text.normal)
"""As `text.normal`, for lines and headlines: whole texts are too long to be kept."""
