"""Web archives: every record of a file is a page, a number in its summary, or named with what is wrong with it.

The rows are those of the list of threats: what the libraries in use pass over in silence must be said here.
"""

import gzip
import io

import pytest

from archive.model import Found, Given, Note, Refused
from archive.sources import look

AT = "2026-03-01T12:00:00Z"
PACKED = pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])


@pytest.fixture
def items(tmp_path):
    """The items of a file of these records, gzip a record or plain; `cut` takes bytes off its end."""

    def items(*records, packed=False, cut=0, name="crawl.warc"):
        raw = b"".join(map(gzip.compress, records) if packed else records)
        path = tmp_path / (name + ".gz" * packed)
        path.write_bytes(raw[: len(raw) - cut])
        return list(look(str(path), Given(tags=("raid",), url=None), at=AT, stdin=io.BytesIO()))

    return items


def pages(found):
    return [item.input.rpartition("/")[2] for item in found if isinstance(item, Found)]


def reasons(found):
    return [item.reason for item in found if isinstance(item, Refused)]


def notes(found):
    return [item.text for item in found if isinstance(item, Note)]


@PACKED
def test_a_page_is_a_capture_at_its_own_time_and_place(items, warc_record, tmp_path, packed):
    first = warc_record("https://courier.example/a", date="2019-07-01T08:00:00Z", more=("WARC-IP-Address: 192.0.2.7",))
    one, two, _ = items(first, warc_record("https://courier.example/b"), packed=packed)
    capture = one.capture
    assert (capture.url, capture.captured_at, capture.evidence) == (
        "https://courier.example/a",
        "2019-07-01T08:00:00Z",
        "warc",
    )
    assert (capture.status, capture.media_type, capture.address) == (200, "text/html", "192.0.2.7")
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    assert capture.source == f"warc:{path}@0"
    assert (one.place.file, one.place.offset) == (str(path), 0)
    assert two.place.offset == len(gzip.compress(first) if packed else first)
    assert one.given == Given(tags=("raid",))


@pytest.mark.parametrize(
    ("record", "passed"),
    [
        ({"kind": "request"}, "requests 1"),
        ({"kind": "metadata"}, "metadata records 1"),
        ({"kind": "revisit"}, "revisits without their page 1"),
        ({"kind": "warcinfo"}, "other records 1"),
        ({"status": "404 Not Found"}, "answers with status 404 1"),
        ({"status": "304 Not Modified"}, "answers with status 304 1"),
        ({"headers": ("Content-Type: image/png",)}, "image/png 1"),
        ({"body": b"\0\0", "headers": ()}, "answers of no stated kind 1"),
        ({"body": b" "}, "empty answers 1"),
        ({"url": "dns:courier.example"}, "records of other schemes 1"),
        ({"more": ("WARC-Segment-Number: 1",)}, "parts of records in segments 1"),
    ],
)
def test_what_is_no_page_is_counted(items, warc_record, record, passed):
    assert notes(items(warc_record(), warc_record(**record))) == [f"1 page; passed over: {passed}"]
    assert reasons(items(warc_record(**record))) == [f"there is no page in it; passed over: {passed}"]


def test_a_page_of_no_stated_kind_is_known_by_its_looks(items, warc_record):
    assert pages(items(warc_record(headers=()))) == ["depot"]


@pytest.mark.parametrize(
    ("date", "reason"), [("", "does not say when"), ("2093-01-01T00:00:00Z", "2093-01-01, which is still to come")]
)
def test_row_80_a_moment_of_capture_that_cannot_be(items, warc_record, date, reason):
    assert reason in reasons(items(warc_record(date=date)))[0]


def test_row_65_names_that_lead_out_of_the_folder_name_nothing(items, warc_record, store):
    """Where a record lies in our folder is called after its content, whatever its file or address is called."""
    from archive import ingest

    found = items(warc_record("https://courier.example/../../etc/x"), name="..%2f..%2fetc.warc")
    ingest.add(store, found, None)
    (kept,) = store.evidence_folder.iterdir()
    assert kept.name.startswith("imported-")
    assert kept.suffix == ".warc"


@PACKED
def test_row_66_a_payload_that_was_tampered_with(items, warc_record, packed):
    tampered = warc_record("https://courier.example/a").replace(b"Friday", b"Sunday")
    found = items(tampered, warc_record("https://courier.example/b"), packed=packed)
    assert pages(found) == ["b"]
    assert ["its digest is wrong" in reason for reason in reasons(found)] == [True]


@pytest.mark.parametrize("cut", [1, 9, 40, 150, 270])
def test_row_67_a_gzip_that_breaks_off_in_a_record(items, warc_record, cut):
    found = items(*(warc_record(f"https://courier.example/{name}") for name in "ab"), packed=True, cut=cut)
    assert pages(found) == ["a"]
    assert ["breaks off" in reason for reason in reasons(found)] == [True]
    assert [item.why for item in found if isinstance(item, Refused)] == ["truncated"]


@pytest.mark.parametrize("cut", [5, 60, 200])
def test_row_68_a_plain_file_that_breaks_off_in_a_record(items, warc_record, cut):
    found = items(*(warc_record(f"https://courier.example/{name}") for name in "ab"), cut=cut)
    assert pages(found) == ["a"]
    assert ["breaks off" in reason for reason in reasons(found)] == [True]


@PACKED
@pytest.mark.parametrize("digest", ["", None], ids=["digest", "no digest"])
@pytest.mark.parametrize("length", [0, 40, 130, 5000, "the next two"])
def test_row_69_a_wrong_length_swallows_no_other_record(items, warc_record, length, packed, digest):
    good = [warc_record(f"https://courier.example/{name}") for name in "bcd"]
    if length == "the next two":
        whole = warc_record(digest=digest)
        length = len(whole) - whole.index(b"HTTP/1.1") - 4 + len(good[0] + good[1])
    found = items(warc_record("https://courier.example/a", digest=digest, length=length), *good, packed=packed)
    assert pages(found) == ["b", "c", "d"]
    assert ["length" in reason for reason in reasons(found)] == [True]


@PACKED
@pytest.mark.parametrize(
    ("digest", "said"),
    [(None, ", 1 with no digest"), ("crc32:1234", ", 1 with a digest of an unknown kind"), ("", "")],
)
def test_row_70_no_digest_and_an_unknown_one_are_told_apart_from_a_wrong_one(items, warc_record, digest, said, packed):
    found = items(warc_record(digest=digest), packed=packed)
    assert pages(found) == ["depot"]
    assert notes(found) == [f"1 page{said}; passed over: nothing"]


def test_row_71_a_file_that_is_one_gzip_is_explained(items, warc_record):
    found = items(warc_record() + warc_record() + warc_record(), packed=True)
    assert pages(found) == []
    assert ["gunzip" in reason for reason in reasons(found)] == [True]


def test_a_damaged_record_costs_one_record(items, warc_record, tmp_path):
    records = [gzip.compress(warc_record(f"https://courier.example/{name}")) for name in "abc"]
    hurt = bytearray(b"".join(records))
    hurt[len(records[0]) + 100] ^= 255
    path = tmp_path / "hurt.warc.gz"
    path.write_bytes(hurt)
    found = list(look(str(path), Given(), at=AT, stdin=io.BytesIO()))
    assert pages(found) == ["a", "c"]
    assert "is damaged" in reasons(found)[0]


def test_many_broken_records_are_told_by_their_number(items, warc_record):
    found = items(*(warc_record(digest="sha1:" + "A" * 32) for _ in range(30)), warc_record())
    assert len(reasons(found)) == 21
    assert reasons(found)[-1] == "10 further records cannot be read"


@pytest.mark.parametrize("name", ["page.html", "noise.bin", "x"])
def test_a_web_archive_is_known_by_its_bytes(items, warc_record, tmp_path, name):
    (tmp_path / name).write_bytes(warc_record())
    found = list(look(str(tmp_path / name), Given(), at=AT, stdin=io.BytesIO()))
    assert pages(found) == (["depot"] if name != "page.html" else [found[0].input.rpartition("/")[2]])


@pytest.mark.parametrize("raw", [b"", b"WARC", b"<html>", gzip.compress(b"no")])
def test_what_is_only_called_a_web_archive(tmp_path, raw):
    (tmp_path / "x.warc.gz").write_bytes(raw)
    assert "neither WARC nor ARC" in reasons(look(str(tmp_path / "x.warc.gz"), Given(), at=AT, stdin=io.BytesIO()))[0]


# What the files of warcio's and pywb's own tests hold: pages, and what has to be said of the broken ones.
SHARED = {
    "example.wacz": (1, []),
    "pywb/bad.arc": (0, ["is none that", "is none that"]),
    "pywb/example-extra.warc": (1, ["its digest is wrong"]),
    "pywb/example.warc": (1, ["its length is wrong"]),
    "pywb/iana.warc.gz": (16, []),
    "pywb/invalid_example_1.wacz": (0, ["not in the zip", "no WARC file"]),
    "pywb/missing-status-text.warc": (0, ["breaks off in its head"]),
    "pywb/valid_example_1.wacz": (1, []),
    "warcio/bad.arc": (0, ["is none that", "is none that"]),
    "warcio/example-bad-non-chunked.warc.gz": (0, ["gunzip"]),
    "warcio/example-space-in-url.arc": (0, ["breaks off"]),
    "warcio/example-trunc.warc": (0, ["its length is wrong"]),
    "warcio/example-wrong-chunks.warc.gz": (0, ["its length is wrong", "no head", "no head"]),
}
WITHOUT_PAGES = {
    "example-url-agnostic-revisit",
    "httpbin-resource",
    "post-test",
    "example-digest",
    "example-space-in-target-uri",
}


def test_every_shared_file_is_accounted_for(shared):
    folder = shared / "warc"
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        found = list(look(str(path), Given(), at=AT, stdin=io.BytesIO()))
        name = str(path.relative_to(folder))
        expected, faults = SHARED.get(name, (0 if path.name.split(".")[0] in WITHOUT_PAGES else 1, []))
        assert len(pages(found)) == expected, name
        told = [reason for reason in reasons(found) if "there is no page in it" not in reason]
        assert len(told) == len(faults), name
        assert all(fault in reason for fault, reason in zip(faults, told, strict=True)), name
