"""A package that was damaged, changed or made to do harm is found out, and what is wrong with it is named."""

import hashlib
import io
import json
import struct
import zipfile
import zlib

import pytest

from archive.errors import InputError
from archive.export import unpacking


def faults(path):
    return {fault.name: fault.what for fault in unpacking.check(path).faults}


def changed(path, change):
    """A copy of a package, written anew after a change to its members by name."""
    with zipfile.ZipFile(path) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    change(held)
    copy = path.with_name("b.zip")
    with zipfile.ZipFile(copy, "w") as made:
        for name, content in held.items():
            made.writestr(name, content)
    return copy


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("articles.csv", "it is missing"),
        ("README.md", "it is missing"),
    ],
)
def test_a_missing_file_is_named(packed, name, words):
    assert faults(changed(packed(), lambda held: held.pop(name))) == {name: words}


def test_a_changed_byte_is_named(packed):
    def change(held):
        held["articles.csv"] = held["articles.csv"].replace(b"stayed", b"sailed")
        held["README.md"] += b"!"

    found = faults(changed(packed(), change))
    assert "SHA-256" in found["articles.csv"]
    assert "longer than" in found["README.md"]


def test_a_text_that_was_changed_with_its_manifest_is_named(packed):
    def change(held):
        held["articles.csv"] = held["articles.csv"].replace(b"stayed", b"sailed")
        told = json.loads(held["manifest.json"])
        told["files"]["articles.csv"]["sha256"] = hashlib.sha256(held["articles.csv"]).hexdigest()
        held["manifest.json"] = json.dumps(told).encode()

    assert faults(changed(packed(), change)) == {
        "articles.csv": "1 of its texts do not have the hash that stands beside them"
    }


def test_a_row_less_is_named(packed):
    def change(held):
        held["articles.csv"] = held["articles.csv"].rpartition(b"\r\n3,")[0]
        told = json.loads(held["manifest.json"])
        told["files"]["articles.csv"] = {
            "bytes": len(held["articles.csv"]), "sha256": hashlib.sha256(held["articles.csv"]).hexdigest(),
        }  # fmt: skip
        held["manifest.json"] = json.dumps(told).encode()

    assert "3 were expected, 3 written" in faults(changed(packed(), change))["articles.csv"]


def test_what_was_put_in_is_named(packed, tmp_path):
    path = packed()
    with zipfile.ZipFile(path, "a") as opened:
        for name in ("../evil.txt", "/etc/passwd", "C:\\x", "more.csv", "folder/"):
            opened.writestr(zipfile.ZipInfo(name), "x" if name != "folder/" else "")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr("README.md", "another")
    found = unpacking.check(path).faults
    said = {(fault.name, fault.what.split(":")[0]) for fault in found}
    for name in ("../evil.txt", "/etc/passwd", "C:\\x"):
        assert (name, "its name leads out of the folder that it would be unpacked into") in said
    assert ("README.md", "there are two files of this name") in said
    assert ("more.csv", "the manifest does not know it") in said
    assert {
        ("link", "it is a folder or a link, and no file"),
        ("folder/", "it is a folder or a link, and no file"),
    } <= said


def test_a_damaged_member_is_named(packed):
    path = packed()
    raw = bytearray(path.read_bytes())
    raw[200] ^= 0xFF
    path.write_bytes(raw)
    assert "articles.csv" in faults(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no zip"),
        (b"PK\x03\x04 half", "is no zip"),
        (b"id,title\r\n", "is no zip"),
    ],
)
def test_what_is_no_package_is_said(tmp_path, content, words):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        unpacking.check(path)


def test_half_a_package_cannot_be_opened(packed):
    path = packed()
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InputError, match="breaks off"):
        unpacking.check(path)


@pytest.mark.parametrize(
    "manifest", [None, b"", b"[1]", b"{}", b"[" * 100_000, b'{"manifest": 1, "rows": {}, "files": {}}']
)
def test_a_manifest_that_says_nothing_is_told(packed, manifest):
    def change(held):
        held.pop("manifest.json")
        if manifest is not None:
            held["manifest.json"] = manifest

    with pytest.raises(InputError, match=r"manifest\.json"):
        unpacking.check(changed(packed(), change))


def test_a_newer_form_is_told(packed):
    def change(held):
        held["manifest.json"] = json.dumps({**json.loads(held["manifest.json"]), "manifest": 99}).encode()

    with pytest.raises(InputError, match="newer Pressmark"):
        unpacking.check(changed(packed(), change))


def test_a_bomb_is_left_where_it_says_that_it_ends(packed):
    checked = unpacking.check(bomb(packed()))
    assert [fault.name for fault in checked.faults if "longer than" in fault.what] == ["articles.csv"]


def bomb(path):
    """The same package, its articles unfolding to 300 MB of nothing."""
    with zipfile.ZipFile(path) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in held.items():
            with made.open(name, "w") as member:
                for piece in [content] if name != "articles.csv" else [b"\0" * 10_000_000] * 30:
                    member.write(piece)
    return path


def test_members_that_overlap_are_refused(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(overlapping(40))
    with pytest.raises(InputError, match="made to do harm"):
        unpacking.check(path)


def overlapping(count):
    """A zip whose members all share one stretch of bytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"\0" * 100_000) + packed.flush()
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, zlib.crc32(b"\0" * 100_000), len(body), 100_000, 1, 0)
        + b"a"
        + body
    )
    entry = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, zlib.crc32(b"\0" * 100_000), len(body), 100_000, 3, 0, 0, 0, 0, 0, 0)
        + b"%03d" % n
        for n in range(count)
    )  # fmt: skip
    return local + entry + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(entry), len(local), 0)


def test_a_directory_without_end_is_not_read(tmp_path):
    path = tmp_path / "x.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for n in range(15_000):
            made.writestr(f"{n:030}", "")
    path.write_bytes(buffer.getvalue())
    with pytest.raises(InputError, match="far too many"):
        unpacking.check(path)
