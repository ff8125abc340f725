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
    feed        RSS, Atom and RDF              jsonfeed  the same in JSON
    sitemap     sitemaps, news sitemaps and their indexes
    section     section and front pages: links that lead to articles
    named       what all four say: pages, and further listings
    opml        lists of feeds
    discovery   what an address is, and where an outlet's feeds and sitemaps may lie
    wayback     the Wayback Machine's addresses and answers
    strange_xml XML, safely

None of them touches the network or the database.
"""

from archive.sources.things import look

__all__ = ["look"]
