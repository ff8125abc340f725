"""Where articles come from: every room turns one kind of thing into items (`Found`, `Wanted`, `Refused`, `Note`).

    things      what a person named: an address, a file, a folder, standard input
    files       one file: what kind it is, and its bytes as a capture
    folder      a folder of files, with the CSV beside it that says what they lack
    plaintext   plain text and Markdown as a reading
    table       JSON Lines and CSV, row by row
    columns     which column of a stranger's table is which field of ours
    warc        WARC and ARC files, record by record
    wacz        WARC files in a zip with a list of their digests
    saved       what a saved page says of where and when it was saved; MHTML
    mirror      folders that are mirrors of hosts, and the addresses in their paths
    feed        RSS, Atom and RDF
    sitemap     sitemaps, news sitemaps and their indexes
    strange_xml what both are made of, safely

None of them touches the network or the database.
"""

from archive.sources.things import look

__all__ = ["look"]
