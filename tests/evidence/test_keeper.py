"""Keeping bytes: whole or not at all, never over what the archive does not know, and provable afterwards."""

import hashlib
from uuid import UUID

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive import evidence
from archive.errors import EvidenceError
from archive.evidence import Keeper, payload
from archive.model import Capture, Hop, Place

AT = "2026-03-01T12:00:00Z"


def capture(body=b"<p>Depot", **named):
    facts = {
        "url": "http://courier.example/a",
        "final_url": None,
        "captured_at": AT,
        "media_type": "text/html",
        "body": body,
    }
    facts |= {"body_sha256": hashlib.sha256(body).hexdigest(), "evidence": "fetched", "source": "person", "status": 200}
    return Capture(**facts | named)


@pytest.fixture
def make(tmp_path):
    """A keeper whose archive knows what `known` says."""

    def made(known, **named):
        return Keeper(
            tmp_path / "w", lambda file: known.get(file, 0), clock=lambda: AT, new_id=lambda: UUID(int=5), **named
        )

    return made


def learn(known, place):
    known[place.file] = place.offset + place.length


def sizes(tmp_path):
    return {path.name: path.stat().st_size for path in (tmp_path / "w").iterdir()}


def test_what_was_kept_comes_back(make, tmp_path):
    keeper = make({})
    page, text = (
        capture(),
        capture(b"plain \xff bytes", url=None, source="file:/a b/c.txt", status=None, evidence="file"),
    )
    with keeper.batch():
        places = [keeper.keep(page), keeper.keep(text)]
    for one, place in zip((page, text), places, strict=True):
        assert payload(tmp_path / "w", place, one.body_sha256) == one.body


def test_a_batch_that_fails_leaves_nothing(make, tmp_path):
    known = {}
    keeper = make(known)
    with pytest.raises(ZeroDivisionError), keeper.batch():
        keeper.keep(capture())
        raise ZeroDivisionError
    assert sizes(tmp_path) == {}
    with keeper.batch():
        learn(known, keeper.keep(capture()))
    before = sizes(tmp_path)
    with pytest.raises(ZeroDivisionError), keeper.batch():
        keeper.keep(capture())
        raise ZeroDivisionError
    assert sizes(tmp_path) == before


def test_bytes_that_the_archive_does_not_know_are_left_alone(make, tmp_path):
    known = {}
    keeper = make(known)
    with keeper.batch():
        learn(known, keeper.keep(capture()))
    with (tmp_path / "w" / "captures-00001.warc.gz").open("ab") as file:
        file.write(b"half a record of a process that was killed")
    before = sizes(tmp_path)
    with keeper.batch():
        place = keeper.keep(capture())
    assert place.file == "captures-00002.warc.gz"
    assert sizes(tmp_path)["captures-00001.warc.gz"] == before["captures-00001.warc.gz"]


def test_files_roll(make, tmp_path):
    keeper = make({}, roll=1000)
    with keeper.batch():
        files = {keeper.keep(capture(bytes(range(256)) * n)).file for n in range(1, 9)}
    assert len(files) > 1


@pytest.mark.parametrize("damage", ["flip", "cut", "gone", "other place", "outside"])
def test_damage_is_found(make, tmp_path, damage):
    keeper = make({})
    with keeper.batch():
        first, place = keeper.keep(capture(b"other")), keeper.keep(capture())
    path = tmp_path / "w" / place.file
    if damage == "flip":
        raw = bytearray(path.read_bytes())
        raw[place.offset + place.length // 2] ^= 1
        path.write_bytes(raw)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-20])
    elif damage == "gone":
        path.unlink()
    elif damage == "other place":
        place = first
    else:
        place = Place("../w/" + place.file, place.offset, place.length)
    with pytest.raises(EvidenceError):
        payload(tmp_path / "w", place, capture().body_sha256)


def test_a_batch_with_requests_and_redirects_ends_where_the_archive_knows(make, tmp_path):
    known, asked = {}, (("Host", "courier.example"),)
    keeper = make(known)
    hop = Hop("http://courier.example/", 302, (("Location", "http://courier.example/a"),), asked)
    for _ in range(2):
        with keeper.batch():
            learn(known, keeper.keep(capture(hops=(hop,), request_headers=asked)))
        keeper.settle()
    assert list(sizes(tmp_path)) == ["captures-00001.warc.gz"]
    with (tmp_path / "w" / "captures-00001.warc.gz").open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["warcinfo", *["request", "response"] * 4]


def test_a_copy_is_called_after_its_content(tmp_path):
    folder, path = tmp_path / "w", tmp_path / "a b%2f..warc.gz"
    path.write_bytes(b"bytes of somebody else")
    name = evidence.adopt(folder, path)
    assert name == f"imported-{hashlib.sha256(path.read_bytes()).hexdigest()[:32]}.warc.gz"
    assert evidence.adopt(folder, path) == name
    assert evidence.adopt(folder, folder / name) == name
    assert [one.name for one in folder.iterdir()] == [name]
    with pytest.raises(EvidenceError, match="cannot be copied"):
        evidence.adopt(folder, tmp_path / "none.warc")
    assert [one.name for one in folder.iterdir()] == [name]


def test_a_file_in_place_is_read_where_it_lies(make, tmp_path):
    keeper = make({})
    with keeper.batch():
        place = keeper.keep(capture())
    elsewhere = Place(str(tmp_path / "w" / place.file), place.offset, place.length)
    assert payload(tmp_path / "other", elsewhere, capture().body_sha256) == capture().body
