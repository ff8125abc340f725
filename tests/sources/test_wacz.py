"""WARC files in a zip: checked against its list before anything of them is read, and kept where they lie."""

import gzip
import hashlib
import io
import json
import zipfile

import pytest

from archive import evidence, ingest
from archive.model import Found, Given, Note, Refused
from archive.sources import look
from archive.store import shelf

AT = "2026-03-01T12:00:00Z"


@pytest.fixture
def items(tmp_path, warc_record):
    """The items of a WACZ with one WARC file; `damage` is done to the list or the names in it."""

    def items(*, listed=None, name="archive/data.warc.gz", packed=False, form=1, more=None):
        content = gzip.compress(warc_record("https://courier.example/a")) + gzip.compress(warc_record())
        digest = listed or hashlib.sha256(content).hexdigest()
        stated = {"path": name, "hash": f"sha256:{digest}"} if form == 1 else {"path": name, "stats": {"hash": digest}}
        package = tmp_path / "crawl.wacz"
        with zipfile.ZipFile(package, "w") as file:
            file.writestr(name, content, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
            file.writestr("datapackage.json", json.dumps({"resources": [stated]}), zipfile.ZIP_DEFLATED)
            for one, text in (more or {}).items():
                file.writestr(one, text)
        return list(look(str(package), Given(), at=AT, stdin=io.BytesIO()))

    return items


def test_pages_are_read_and_kept_where_they_lie_in_the_zip(items, store, tmp_path):
    found = items()
    assert [type(item) for item in found] == [Found, Found, Note]
    ingest.add(store, found, None)
    (kept,) = store.evidence_folder.iterdir()
    assert kept.read_bytes() == (tmp_path / "crawl.wacz").read_bytes()
    for number in (1, 2):
        capture = shelf.capture(store.conn, number)
        assert b"The depot closes" in evidence.payload(store.evidence_folder, capture.place, capture.body_sha256)


def test_the_list_of_version_1_0_is_understood(items):
    assert [type(item) for item in items(form=0)] == [Found, Found, Note]


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({"listed": "ab" * 32}, "it is not what it was when it was packed"),
        ({"packed": True}, "compressed once more"),
        ({"name": "archive/notes.txt"}, "no WARC file in it"),
        ({"name": "../up.warc.gz"}, "leads out of it"),
        ({"name": "/etc/up.warc.gz"}, "leads out of it"),
        ({"name": "c:\\up.warc.gz"}, "leads out of it"),
        ({"more": {"x/../../y": ""}}, "leads out of it"),
    ],
)
def test_row_65_and_what_else_is_wrong_with_a_zip(items, named, reason):
    found = items(**named)
    assert [reason in item.reason for item in found if isinstance(item, Refused)] == [True]
    assert not any(isinstance(item, Found) for item in found)


def test_a_warc_file_that_the_list_does_not_name_is_read_with_a_remark(items, warc_record):
    found = items(more={"archive/extra.warc": warc_record()})
    assert [type(item) for item in found] == [Found, Found, Note, Note, Found, Note]


@pytest.mark.parametrize(
    "listed", ["", "[]", "{}", '{"resources": 3}', '{"resources": [{}]}', '{"resources": [[]]}', "[" * 100_000]
)
def test_a_list_that_cannot_be_read(tmp_path, listed):
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as file:
        file.writestr("datapackage.json", listed)
    (found,) = look(str(tmp_path / "x.wacz"), Given(), at=AT, stdin=io.BytesIO())
    assert "it is no WACZ" in found.reason


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x03\x04" + bytes(200), b"<html>"])
def test_what_is_only_called_a_wacz(tmp_path, raw):
    (tmp_path / "x.wacz").write_bytes(raw)
    (found,) = look(str(tmp_path / "x.wacz"), Given(), at=AT, stdin=io.BytesIO())
    assert "it is no zip" in found.reason
