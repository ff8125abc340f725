"""The Wayback Machine's formats: lists of copies in JSON and in text, and where a copy lies that it has just made."""

import hashlib

import pytest

from archive.errors import InputError
from archive.model import Capture
from archive.sources import wayback

SERVICE = wayback.Service()
ROWS = [
    ["timestamp", "original", "mimetype", "statuscode", "digest"],
    ["20190304050607", "http://c.example/a", "text/html", "200", "AAAA"],
    ["20200304050607", "https://c.example/a", "text/html", "200", "BBBB"],
]
JSON = str(ROWS).replace("'", '"')
TEXT = "\n".join(" ".join(row) for row in ROWS[1:])


@pytest.mark.parametrize(
    ("body", "stamps", "resume"),
    [
        (JSON, ["20190304050607", "20200304050607"], None),
        (JSON[:-1] + ', [], ["c%2Cexample%29%2Fa+20200304050607%21"]]', ["20190304050607", "20200304050607"], "c%2Cexample%29%2Fa+20200304050607%21"),
        (TEXT, ["20190304050607", "20200304050607"], None),
        (TEXT + "\n\nc%2Cexample+2020\n", ["20190304050607", "20200304050607"], "c%2Cexample+2020"),
        ("[]", [], None),
        ("", [], None),
        ('[["timestamp", "original"], ["20190231000000", "http://c.example/"], ["2019", "x"], ["20190301000000", "javascript:x"], []]', [], None),
    ],
)  # fmt: skip
def test_lists_of_copies(body, stamps, resume):
    copies, key = wayback.parse(body.encode())
    assert ([copy.stamp for copy in copies], key) == (stamps, resume)


@pytest.mark.parametrize(
    "body", ["[[", "<html>Too many requests", "org.archive.wayback.exception.RobotAccessControlException"]
)
def test_what_is_no_list_is_refused(body):
    with pytest.raises(InputError):
        wayback.parse(body.encode())


def test_a_copy_and_its_addresses():
    copy = wayback.Copy("20190304050607", "http://c.example/a?b=1")
    assert copy.captured_at == "2019-03-04T05:06:07Z"
    assert wayback.as_received(SERVICE, copy) == "https://web.archive.org/web/20190304050607id_/http://c.example/a?b=1"
    assert wayback.to_read(SERVICE, copy) == "https://web.archive.org/web/20190304050607/http://c.example/a?b=1"


def test_what_is_asked_for():
    asked = wayback.copies_of(SERVICE, "https://c.example/news/", since="2019", until="2020-06", resume="a b")
    assert asked.startswith(
        "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fc.example%2Fnews%2F&matchType=prefix&output=json"
    )
    assert "&from=2019&to=202006&resumeKey=a+b" in asked
    assert "matchType=exact" in wayback.copies_of(SERVICE, "https://c.example/a")


def answered(body="", final_url="https://web.archive.org/save/http://c.example/a", **headers):
    sent = body.encode()
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture(
        final_url, final_url, "2026-03-01T12:00:00Z", "text/html", sent, hashlib.sha256(sent).hexdigest(), "fetched", "person", 200, told
    )  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        answered(content_location="/web/20260301120000/http://c.example/a"),
        answered(link='<http://c.example/a>; rel="original", <https://web.archive.org/web/20260301120000/http://c.example/a>; rel="first memento"; datetime="x"'),
        answered(final_url="https://web.archive.org/web/20260301120000/http://c.example/a"),
        answered('{"status": "success", "timestamp": "20260301120000", "original_url": "http://c.example/a"}'),
    ],
    ids=["content-location", "link", "redirect", "json"],
)  # fmt: skip
def test_where_a_new_copy_lies(answer):
    assert wayback.saved_at(SERVICE, answer) == "https://web.archive.org/web/20260301120000/http://c.example/a"


@pytest.mark.parametrize(
    "body",
    [
        '{"url": "x", "job_id": "spn2-0123456789abcdef"}',
        '<script>spn.watchJob("spn2-0123456789abcdef", "/x");</script>',
    ],
)
def test_a_copy_that_is_being_made(body):
    assert wayback.saved_at(SERVICE, answered(body)) is None
    assert wayback.job_at(SERVICE, answered(body)) == "https://web.archive.org/save/status/spn2-0123456789abcdef"


@pytest.mark.parametrize("body", ["", "[]", "<p>Sorry", '{"timestamp": "yesterday", "original_url": "javascript:x"}'])
def test_an_answer_that_says_nothing(body):
    assert wayback.saved_at(SERVICE, answered(body)) is None
    assert wayback.job_at(SERVICE, answered(body)) is None
