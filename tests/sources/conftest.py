"""Things as a person names them, and the items that they become."""

import io

import pytest

from archive.model import Given
from archive.sources import look

AT = "2026-03-01T12:00:00Z"


@pytest.fixture
def items(tmp_path, monkeypatch):
    """The items of a thing; files are named from the folder of the test."""
    monkeypatch.chdir(tmp_path)

    def items(thing, given=None, stdin=b""):
        return list(look(thing, given or Given(), at=AT, stdin=io.BytesIO(stdin)))

    return items


def kinds(found):
    return [type(item).__name__ for item in found]
