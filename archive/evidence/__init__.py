"""Evidence: the bytes as they were received, in WARC files beside the database, written before anything reads them."""

from archive.evidence.blanking import blank
from archive.evidence.keeper import Keeper
from archive.evidence.reader import capture, check, member, payload
from archive.evidence.strangers import adopt

__all__ = ["Keeper", "adopt", "blank", "capture", "check", "member", "payload"]
