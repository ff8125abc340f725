"""Reading a captured page: bytes went in at `archive.page`, a `Reading` comes out.

`read_capture` is the room's door for the pipeline, `read_page` and `read_html` for whoever has a page or its HTML.
Behind them are four steps, a file each: `metadata` asks the sources (`jsonld`, `meta`, `markup`, `address`) and decides
whom to believe (`titles`, `moments`, `outlets`), `body` gets the lines of text, `clean` takes out what does
not belong to the article, and `judge` says what kind of page it is. They go by the words in `phrases` and `notices`.
"""

from archive.extract.capture import believable, page_of, read_capture
from archive.extract.habits import Habits, learn
from archive.extract.judge import not_an_article
from archive.extract.readers import Inline, Job, Read, Readers
from archive.extract.reading import Reader, read_html, read_page

__all__ = [
    "Habits",
    "Inline",
    "Job",
    "Read",
    "Reader",
    "Readers",
    "believable",
    "learn",
    "not_an_article",
    "page_of",
    "read_capture",
    "read_html",
    "read_page",
]
