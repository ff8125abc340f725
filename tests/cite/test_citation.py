"""A citation names exactly one version, and says no more than is known."""

import pytest

from archive import cite
from archive.errors import NotFoundError
from archive.model import Article, Kept, Reading, Version

HASH = "9f2c41aa7be0" + "0" * 52
KEPT = Kept(1, None, None, "2020-12-15T09:20:03Z", "fetched", "person", 200, "text/html", "0", None, None)


def article(capture=KEPT, url=None, **fields):
    read = Reading(text="One.\n\nTwo.", **fields)
    version = Version(12, 2, 0, 1, "capture", HASH, "", "", read)
    return Article(12, version, "2", url, None, None, 2, "", "", capture, "inherit", None, None)


def line(one, base_url=None, **named):
    return cite.plain(cite.of(one, base_url=base_url, accessed="2026-11-22", **named))


def test_everything_known():
    whole = article(
        title="Depot stays",
        authors=("Ines Marlowe", "Tomas Vale"),
        outlet="The Eastgate Courier",
        published="2020-12-14T18:40:00+01:00",
    )
    assert line(whole, "https://archive.example/", paragraphs=(2,)) == (
        "Ines Marlowe and Tomas Vale, ‘Depot stays’, The Eastgate Courier, 14 December 2020, paragraph 2. "
        "Archived copy: captured 15 December 2020, version 2, https://archive.example/article/12/v2#p2 (sha256:9f2c41aa7be0). "
        "Accessed 22 November 2026."
    )


def test_nothing_known():
    assert line(article(capture=None)) == (
        "[untitled], no date. Archived copy: version 2, pressmark:12/v2 (sha256:9f2c41aa7be0). Accessed 22 November 2026."
    )


@pytest.mark.parametrize("paragraph", [0, 3, -1])
def test_a_paragraph_that_is_not_there(paragraph):
    with pytest.raises(NotFoundError, match="paragraphs 1 to 2"):
        line(article(), paragraphs=(paragraph,))


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (None, "newspaper"),
        ("https://courier.example/news/1", "newspaper"),
        ("https://courier.example/blogging-for-beginners", "newspaper"),
        ("https://notmedium.com/a", "newspaper"),
        ("https://courier.example/weather?from=/blog/", "newspaper"),
        ("https://tramlines.wordpress.com/2020/12/1", "blog"),
        ("https://medium.com/@quill/a-1", "blog"),
        ("https://blogs.courier.example/trams/1", "blog"),
        ("https://www.blog.courier.example/1", "blog"),
        ("https://courier.example/politics/blog/2020/dec/14", "blog"),
        ("https://courier.example/blogs/trams/1", "blog"),
    ],
)
def test_a_blog_is_known_by_its_address(url, kind):
    assert cite.of(article(url=url), base_url=None, accessed="2026-11-22").kind == kind
