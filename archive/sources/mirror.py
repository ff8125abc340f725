"""Mirrors, as wget and HTTrack make them: a folder for every host, and paths that are the addresses.

A folder is a mirror of a host when it is called after one, and holds what only the root of a site holds. The scheme is
not in the paths, so the addresses say http, which names the same article (docs/decisions.md, 2).
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+(?::\d{1,5})?")
_ROOTS = ("index.html", "index.htm", "robots.txt")
_INDEX = re.compile(r"(?:^|(?<=/))index\.html?$")
# What wget adds to a path so that the file's suffix tells its kind (--adjust-extension).
_ADDED = re.compile(r"(?<=\.(?:php|asp|jsp|cgi))\.html$|(?<=\.aspx)\.html$")


def hosts(folder: Path) -> dict[Path, str]:
    """The mirrored hosts of a folder: itself, or the folders in it, with the name of the host."""
    near = [folder, *sorted(one for one in folder.iterdir() if one.is_dir())]
    return {one: one.name.lower() for one in near if _is_host(one)}


def address(path: Path, mirrored: dict[Path, str]) -> str | None:
    """The address of a file of a mirror; None for a file of none."""
    root = next((one for one in path.parents if one in mirrored), None)
    if root is None:
        return None
    name, mark, query = path.relative_to(root).as_posix().partition("?")
    if mark:  # wget keeps the query in the name, and may add a suffix to it
        query = query.removesuffix(".html")
    inside = _ADDED.sub("", _INDEX.sub("", name))
    return f"http://{mirrored[root]}/{quote(inside, safe='/%:@!$&()*+,;=~-._')}" + (f"?{query}" if mark else "")


def _is_host(folder: Path) -> bool:
    from courlan import extract_domain  # slow to import, and only folders need it

    name = folder.name.lower()
    if not _HOST.fullmatch(name) or not extract_domain(f"http://{name}/", fast=False):
        return False
    return any((folder / root).is_file() for root in _ROOTS)
