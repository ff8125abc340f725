"""The application that `pressmark serve` serves; where several processes share the work, each makes its own of it."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive import shipped

if TYPE_CHECKING:
    from datasette.app import Datasette

# Under `serve` alone; plain `datasette` has its own. Our CSV has no limit and says when it is not whole.
_SETTINGS = {
    "max_csv_mb": 0,
    "allow_download": False,
    "suggest_facets": False,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "default_page_size": 50,
}
# For strangers: no SQL of theirs, short questions, small pages.
_PUBLIC_SETTINGS = {
    **_SETTINGS,
    "default_allow_sql": False,
    "allow_csv_stream": False,
    "allow_facet": False,
    "sql_time_limit_ms": 1000,
    "max_returned_rows": 200,
    "num_sql_threads": 2,
}
_SETUP = "PRESSMARK_SERVES"


@dataclass(frozen=True, slots=True)
class Setup:
    """What is served, and how; `secret` signs the forms of all workers, `path` begins and ends with a slash."""

    database: str
    metadata: str | None
    public: bool
    path: str
    workers: int
    secret: str

    def hand_on(self) -> None:
        """Leave it where the processes that this one starts find it."""
        os.environ[_SETUP] = json.dumps(asdict(self))
        # Of glibc: each thread would keep a heap of its own, some sixty megabytes a process at a million articles.
        os.environ.setdefault("MALLOC_ARENA_MAX", "2")


def application() -> Any:
    """The ASGI application of the setup that was handed on."""
    return datasette(handed_on()).app()


def handed_on() -> Setup:
    """What the process that started this one left for it."""
    return Setup(**json.loads(os.environ[_SETUP]))


def datasette(setup: Setup) -> Datasette:
    """Datasette over the archive, with the reading room."""
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.plugins import pm
    from datasette.utils import parse_metadata

    # It prints the local variables of what failed, and a visitor's search would be among them.
    pm.unregister(name="datasette.handle_exception")
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # a reader who hangs up is no trouble of ours
    file = Path(setup.metadata) if setup.metadata else shipped.path("metadata.yml")
    described = parse_metadata(file.read_text(encoding="utf-8"))
    plugins = described.get("plugins") or {}
    ours = {**(plugins.get("pressmark") or {}), "workers": setup.workers}
    if setup.public:
        ours["public"] = True
    described = {**described, "plugins": {**plugins, "pressmark": ours}}
    settings: dict[str, Any] = {**(_PUBLIC_SETTINGS if setup.public else _SETTINGS), "base_url": setup.path}
    made = Datasette([], metadata=described, settings=settings, secret=setup.secret)
    made.add_database(Database(made, path=setup.database, is_mutable=True), name="archive")
    return made
