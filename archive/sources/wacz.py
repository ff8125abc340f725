"""WACZ: a zip of WARC files with a list of its contents and their digests (WACZ 1.1.1, Webrecorder).

The WARC files lie in the zip as they are, so their records can be kept as evidence where they lie. The list is checked
before anything is read: a resource that is missing, or is not what it was when it was packed, is told, and the WARC
files among them are not read.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from archive.errors import InputError
from archive.model import Given, Item, Note, Refused
from archive.sources import warc

_LIST = "datapackage.json"
_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz")
_LARGEST_LIST = 20_000_000
_LARGEST_PACKED = 1_000_000_000
# A local file header of a zip: 26 bytes in stand the lengths of the name and the extra field (APPNOTE 6.3, 4.3.7).
_LOCAL_HEADER, _NAME_LENGTH = 30, 26


@dataclass(frozen=True, slots=True)
class _Stated:
    """What the list says of a resource."""

    algorithm: str
    digest: str


def read(path: Path, given: Given, at: str) -> Iterator[Item]:
    """The pages of every WARC file in it; raises InputError where it is no WACZ."""
    try:
        with zipfile.ZipFile(path) as package:
            unsafe = [name for name in package.namelist() if not _is_safe(name)]
            if unsafe:
                raise InputError(f"it holds “{unsafe[0][:100]}”, a path that leads out of it: nothing of it was read")
            stated = _stated(package)
            bad = dict(_bad(package, stated))
            yield from (Refused(f"{path}#{name}", trouble) for name, trouble in bad.items())
            inside = [info for info in package.infolist() if info.filename.lower().endswith(_SUFFIXES)]
            if not inside:
                raise InputError("there is no WARC file in it")
            for info in inside:
                if info.filename not in bad:
                    yield from _warc(path, info, info.filename in stated, given, at)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InputError(f"it is no zip that can be read ({error}): download or export it again") from None


def _warc(path: Path, info: zipfile.ZipInfo, is_stated: bool, given: Given, at: str) -> Iterator[Item]:
    shown = f"{path}#{info.filename}"
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
        yield Refused(
            shown,
            "it is compressed once more inside the zip, against the rules of WACZ: unzip it, and add what is in it",
        )
        return
    if not is_stated:
        yield Note(shown, f"{_LIST} does not name it, so that only its own digests speak for it")
    with path.open("rb") as file:
        start = _data_start(file, info)
    try:
        yield from warc.read(path, given, at, start=start, end=start + info.file_size)
    except InputError as error:
        yield Refused(shown, str(error))


def _data_start(file: BinaryIO, info: zipfile.ZipInfo) -> int:
    file.seek(info.header_offset + _NAME_LENGTH)
    name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
    return info.header_offset + _LOCAL_HEADER + name + extra


def _stated(package: zipfile.ZipFile) -> dict[str, _Stated]:
    """The digests that the list gives, by path; also in the form of WACZ 1.0, with `stats` and `hashing`."""
    try:
        info = package.getinfo(_LIST)
        if info.file_size > _LARGEST_LIST:
            raise InputError(f"its {_LIST} is too large")
        listed = json.loads(package.read(info))
        resources = listed["resources"]
        return {str(one["path"]): _one_stated(one) for one in resources}
    except KeyError as error:
        raise InputError(f"it is no WACZ: {_LIST} is missing, or lacks {error}") from None
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"it is no WACZ: its {_LIST} cannot be read ({str(error)[:80]})") from None


def _one_stated(resource: dict[str, Any]) -> _Stated:
    if "hash" in resource:
        algorithm, _, digest = str(resource["hash"]).rpartition(":")
        return _Stated(algorithm or "sha256", digest)
    return _Stated(str(resource.get("hashing", "sha256")), str(resource["stats"]["hash"]))


def _bad(package: zipfile.ZipFile, stated: dict[str, _Stated]) -> Iterator[tuple[str, str]]:
    """The resources that are not as the list says, and what is wrong with each."""
    names = set(package.namelist())
    for name, one in stated.items():
        if name not in names:
            yield name, f"{_LIST} names it, but it is not in the zip"
        elif package.getinfo(name).file_size > _LARGEST_PACKED and package.getinfo(name).compress_type:
            yield name, "it is compressed, and would be too large to check"
        elif one.algorithm not in {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}:
            yield name, f"its digest is of a kind that is not known ({one.algorithm[:20]})"
        else:
            digest = hashlib.new(one.algorithm, usedforsecurity=False)
            with package.open(name) as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
            if digest.hexdigest() != one.digest.lower():
                yield name, f"it is not what it was when it was packed: its digest in {_LIST} is another"


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name.split("/", maxsplit=1)[0]
