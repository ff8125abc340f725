"""`pressmark serve`: Datasette with the reading room, on this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from archive import shipped
from archive.cli.frame import Frame
from archive.errors import UsageError

PORT = 8001
# Under `serve` alone; plain `datasette` has its own. Our CSV has no limit and says when it is not whole.
_SETTINGS = {
    "max_csv_mb": 0,
    "allow_download": False,
    "suggest_facets": False,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "default_page_size": 50,
}


@click.command()
@click.option("--port", default=PORT, show_default=True, help="Where to listen on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--metadata",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own metadata.yml instead of the one that comes with Pressmark.",
)
@click.pass_obj
def serve(frame: Frame, port: int, host: str, metadata: Path | None) -> None:
    """Open the archive in the reading room, until Ctrl-C.

    \b
    Example:
      pressmark serve
      pressmark --db data/raids.db serve --port 8080
    """
    frame.open().close()  # says what is wrong with the file before a server stands on it
    run(frame.path, host, port, metadata)


def run(database: Path, host: str, port: int, metadata: Path | None = None) -> None:
    """Serve a database until interrupted; raises UsageError when the port is taken."""
    import uvicorn
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.utils import parse_metadata

    _check_free(host, port)
    described = (metadata or shipped.path("metadata.yml")).read_text(encoding="utf-8")
    datasette = Datasette([], metadata=parse_metadata(described), settings=_SETTINGS)
    datasette.add_database(Database(datasette, path=str(database), is_mutable=True), name="archive")
    click.echo(f"reading room: http://{host}:{port}/   (Ctrl-C ends it)")
    uvicorn.run(datasette.app(), host=host, port=port, log_level="warning", lifespan="on", workers=1)


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise UsageError(f"cannot listen at {host}:{port} ({error}): choose another with --port") from None


commands = (serve,)
