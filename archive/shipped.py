"""Files that travel with the program: inside the wheel, and at their own places in a checkout."""

from __future__ import annotations

from pathlib import Path

from archive.errors import NotFoundError

_PACKAGE = Path(__file__).parent
# By name: where the wheel has it, and where the repository has it (an editable install leaves it there).
_PLACES = {"demo": ("_shipped/demo", "../data/demo"), "metadata.yml": ("_shipped/metadata.yml", "../metadata.yml")}


def path(name: str) -> Path:
    """The file or folder of that name; raises NotFoundError where the installation is incomplete."""
    for place in _PLACES[name]:
        found = (_PACKAGE / place).resolve()
        if found.exists():
            return found
    raise NotFoundError(f"{name} is missing from this installation of Pressmark: install it again")


def checkout() -> Path | None:
    """The repository that the program runs from; None when it was installed elsewhere."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").exists() and (root / "data" / "demo").is_dir() else None
