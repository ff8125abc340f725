"""What all tests share: an archive in a temporary folder, a clock that stands still, the shared data where it lies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import settings

from archive.store import Store, open_archive

# The same cases at every run, so that what fails was changed; `make torture` looks for new ones. No deadline: how long
# an example takes is the machine's affair, and measured in benchmarks/.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("torture", deadline=None, max_examples=2000)
settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
NOW = "2026-03-01T12:00:00Z"


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def clock() -> Callable[[], str]:
    return lambda: NOW


@pytest.fixture
def new_store(tmp_path: Path, clock: Callable[[], str]) -> Callable[[], Store]:
    """Opens, or opens again, the archive of this test."""

    def opened() -> Store:
        return open_archive(tmp_path / "archive.db", create=True, clock=clock, new_id=lambda: UUID(int=1))

    return opened


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Iterator[Store]:
    with new_store() as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real pages and articles to measure with; they are nobody's to copy into the project."""
    place = Path(os.environ.get("PRESSMARK_SHARED", ROOT.parent / "shared")) / "data"
    if not place.is_dir():
        pytest.skip(f"the real data is not here ({place}): set PRESSMARK_SHARED to the folder that has data/")
    return place
