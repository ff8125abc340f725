"""Labelled digests, `algorithm:value`, as WARC files carry them (ISO 28500:2017, 5.8 and 5.9).

The standard fixes neither algorithm nor spelling: base 32 is the custom, hexadecimal and base 64 occur. Missing,
unknown and wrong are three different things, and only the last of them speaks against a record.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Literal

Verdict = Literal["agrees", "wrong", "missing", "unknown"]


def labelled(hexadecimal: str) -> str:
    """A SHA-256 as other writers and readers of WARC have it: `sha256:` and base 32."""
    return "sha256:" + base64.b32encode(bytes.fromhex(hexadecimal)).decode()


def of_bytes(content: bytes) -> str:
    """The labelled SHA-256 of some bytes."""
    return labelled(hashlib.sha256(content).hexdigest())


def verdict(stated: str | None, *candidates: bytes) -> Verdict:
    """Whether a stated digest is that of any of the candidates; `unknown` where its algorithm or form is."""
    if not stated:
        return "missing"
    label, _, value = stated.strip().partition(":")
    algorithm = label.strip().lower().replace("sha-", "sha")
    if algorithm not in hashlib.algorithms_guaranteed or algorithm.startswith("shake"):
        return "unknown"
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    wanted = _value(value.strip(), size)
    if wanted is None:
        return "unknown"
    agrees = any(hashlib.new(algorithm, one, usedforsecurity=False).digest() == wanted for one in candidates)
    return "agrees" if agrees else "wrong"


def _value(written: str, size: int) -> bytes | None:
    """The bytes of a digest, in whichever of the three spellings gives their right number."""
    bare = written.rstrip("=")
    for spelling in (bytes.fromhex, _base32, _base64):
        try:
            value = spelling(bare)
        except (ValueError, binascii.Error):
            continue
        if len(value) == size:
            return value
    return None


def _base32(bare: str) -> bytes:
    return base64.b32decode(bare.upper() + "=" * (-len(bare) % 8))


def _base64(bare: str) -> bytes:
    return base64.b64decode(bare.replace("-", "+").replace("_", "/") + "=" * (-len(bare) % 4), validate=True)
