"""`pressmark serve`: Datasette with the reading room, for its keeper or, with `--public`, for strangers."""

from __future__ import annotations

import resource
import secrets
import socket
from pathlib import Path

import click

from archive import dates
from archive.cli.frame import Frame, counted
from archive.cli.server import Setup
from archive.errors import UsageError
from archive.store import config, visibility

PORT = 8001
# Connections of a public server, many of them idle; beyond, it answers without a word. Far fewer requests are answered
# at a time (`plugin.crowd`).
_CONNECTIONS = 512
MEMORY_MB = 2048


@click.command()
@click.option("--port", default=PORT, show_default=True, help="Where to listen on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--public", is_flag=True, help="For strangers: no SQL, what each outlet allows, strict limits.")
@click.option("--dry-run", is_flag=True, help="With --public: only say what strangers would see.")
@click.option("--base-url", default="/", metavar="PATH", help="The path under which a proxy shows it, such as /news/.")
@click.option("--memory", default=MEMORY_MB, show_default=True, help="With --public: megabytes it may use.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer, for many readers at once: as many as the machine has cores.",
)
@click.option(
    "--metadata",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own metadata.yml instead of the one that comes with Pressmark.",
)
@click.pass_obj
def serve(
    frame: Frame,
    port: int,
    host: str,
    public: bool,
    dry_run: bool,
    base_url: str,
    memory: int,
    workers: int,
    metadata: Path | None,
) -> None:
    """Open the archive in the reading room, until Ctrl-C.

    Behind a proxy on the same machine, its X-Forwarded headers are believed.

    \b
    Example:
      pressmark serve
      pressmark --db data/raids.db serve --port 8080
      pressmark serve --public --dry-run
    """
    if dry_run and not public:
        raise UsageError("--dry-run tells what strangers would see: give it with --public")
    if public:
        _check_ready(frame, dry_run=dry_run)
        if dry_run:
            return
        each = (memory << 20) // workers
        resource.setrlimit(resource.RLIMIT_DATA, (each, each))
    else:
        frame.open().close()  # says what is wrong with the file before a server stands on it
    run(frame.path, host, port, metadata, public=public, base_url=base_url, workers=workers)


def run(
    database: Path,
    host: str,
    port: int,
    metadata: Path | None = None,
    *,
    public: bool = False,
    base_url: str = "/",
    workers: int = 1,
) -> None:
    """Serve a database until interrupted, in so many processes; raises UsageError when the port is taken."""
    import uvicorn

    _check_free(host, port)
    path = f"/{base_url.strip('/')}/" if base_url.strip("/") else "/"
    setup = Setup(
        database=str(database),
        metadata=str(metadata) if metadata else None,
        public=public,
        path=path,
        workers=workers,
        secret=secrets.token_hex(32),
    )
    setup.hand_on()
    click.echo(f"reading room: http://{host}:{port}{path}   (Ctrl-C ends it)")
    uvicorn.run(
        "archive.cli.server:application",
        factory=True,
        http="archive.cli.prompt:Protocol",
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        lifespan="on",
        workers=workers,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1,::1",
        limit_concurrency=_CONNECTIONS if public else None,
    )


def _check_ready(frame: Frame, *, dry_run: bool) -> None:
    """Say what strangers would see; raises UsageError where they would not learn whom to write to."""
    with frame.open() as store:
        shown = visibility.by_outlet(store.conn, dates.now()) if dry_run else []
        missing = [name for name in ("keeper", "contact") if not config.get(store.conn, name)]
    if dry_run:
        for one in shown:
            counts = ", ".join(f"{level} {one.counts[level]:,}" for level in visibility.LEVELS if level in one.counts)
            click.echo(f"{one.outlet or '(no outlet)':<32} {one.slug or '-':<28} {counts}")
        whole = sum(one.counts.get("full", 0) for one in shown)
        frame.say(f"{counted(whole, 'article')} could be read whole; `outlets set` and `set --access` change it")
    if missing:
        raise UsageError(f"strangers must know whom to write to: set pressmark config {' and '.join(missing)} first")


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise UsageError(f"cannot listen at {host}:{port} ({error}): choose another with --port") from None


commands = (serve,)
