"""Evidence: the bytes as they were received, in WARC files beside the database, written before anything reads them."""

from archive.evidence.keeper import Keeper
from archive.evidence.reader import capture, payload

__all__ = ["Keeper", "capture", "payload"]
