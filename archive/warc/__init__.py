"""WARC 1.1 (ISO 28500:2017) and the older ARC, byte for byte: writing our own records, reading anybody's.

    digests   what a digest field says, and whether it is true
    writing   captures as records, one gzip member each, so that any record can be read alone
    record    one record out of its bytes: fields, HTTP head, payload
    files     the records of a whole file in flat memory, and exactly where and why one cannot be read

The readers in use elsewhere are silent where we must not be: a record that breaks off vanishes, a wrong length swallows
the records after it, and a missing digest looks like a wrong one. So reading is our own, and is held against warcio in
the tests.
"""

from archive.warc.digests import Verdict, labelled
from archive.warc.files import LARGEST_RECORD, is_warc, records
from archive.warc.record import Record, decode
from archive.warc.writing import encode, encode_exchange, encode_info, encode_revisit

__all__ = [
    "LARGEST_RECORD",
    "Record",
    "Verdict",
    "decode",
    "encode",
    "encode_exchange",
    "encode_info",
    "encode_revisit",
    "is_warc",
    "labelled",
    "records",
]
