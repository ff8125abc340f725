"""What a public server keeps to itself: SQL, the file, and every table but the one made for strangers.

Datasette 1.0 asks for permissions in another way; this is the only file that has to know.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from datasette.plugins import pm

if TYPE_CHECKING:
    from datasette.app import Datasette

Permission = str | tuple[str, str | tuple[str, str]]

# Datasette's own, and ours.
_SETTLED = frozenset({"datasette.default_permissions", "pressmark"})
_MOST_ACTORS = 1_000

PUBLIC_TABLE = "articles_public"
_KEPT = frozenset({"execute-sql", "view-database-download", "permissions-debug", "debug-menu"})


def is_public(datasette: Datasette) -> bool:
    """Whether this server was set up for strangers."""
    return bool((datasette.plugin_config("pressmark") or {}).get("public"))


def workers_of(datasette: Datasette) -> int:
    """How many processes serve the same archive side by side."""
    return int((datasette.plugin_config("pressmark") or {}).get("workers") or 1)


def allowed(datasette: Datasette, action: str, resource: Any) -> bool | None:
    """Whether a visitor may do something; None leaves it to Datasette and its other plugins."""
    if not is_public(datasette):
        return None
    if action in _KEPT:
        return False
    if action == "view-table":
        return None if resource[1] == PUBLIC_TABLE else False
    return None


class Doorkeeper:
    """Lets actors in, and remembers whom it let in where nothing but the server's own metadata decides.

    Datasette copies all metadata for each question about a table, and asks the database, which takes as long as half a
    search. Where another plugin has a say, it is asked each time.
    """

    def __init__(self, datasette: Datasette) -> None:
        self._datasette = datasette
        self._known: set[str] = set()

    async def let_in(self, actor: dict[str, Any] | None, permissions: Sequence[Permission]) -> None:
        """Raise Forbidden for who may not do what the first of these permissions that is decided says."""
        key = json.dumps([actor, permissions], sort_keys=True, default=repr)
        if key in self._known and _is_settled():
            return
        await self._datasette.ensure_permissions(actor, permissions)
        if len(self._known) < _MOST_ACTORS:
            self._known.add(key)


def _is_settled() -> bool:
    asked = (*pm.hook.permission_allowed.get_hookimpls(), *pm.hook.get_metadata.get_hookimpls())
    return all(one.plugin_name in _SETTLED for one in asked)
