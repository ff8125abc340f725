"""What a public server keeps to itself: SQL, the file, and every table but the one made for strangers.

Datasette 1.0 asks for permissions in another way; this is the only file that has to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasette.app import Datasette

PUBLIC_TABLE = "articles_public"
_KEPT = frozenset({"execute-sql", "view-database-download", "permissions-debug", "debug-menu"})


def is_public(datasette: Datasette) -> bool:
    """Whether this server was set up for strangers."""
    return bool((datasette.plugin_config("pressmark") or {}).get("public"))


def allowed(datasette: Datasette, action: str, resource: Any) -> bool | None:
    """Whether a visitor may do something; None leaves it to Datasette and its other plugins."""
    if not is_public(datasette):
        return None
    if action in _KEPT:
        return False
    if action == "view-table":
        return None if resource[1] == PUBLIC_TABLE else False
    return None
