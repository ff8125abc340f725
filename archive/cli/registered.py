"""What commands share that read with the outlets' own files: where more of these lie, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.frame import Frame
from archive.registry import Registry

further = click.option(
    "--scrapers", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A folder of further outlets."
)


def outlets(frame: Frame, folder: Path | None) -> Registry:
    """The outlets that have a file of their own; what cannot be used of them is said."""
    registry = Registry.found(folder)
    for problem in registry.problems:
        frame.say(f"{problem.file}: {problem.reason}")
    return registry
