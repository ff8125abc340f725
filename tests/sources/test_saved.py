"""Saved pages say where and when they were saved, and mirrors say it with their paths; both as far as it can be true."""

import io
from pathlib import Path

import pytest

from archive.errors import InputError
from archive.extract import read_capture
from archive.model import Found, Given, Note
from archive.sources import look, mirror, saved

AT = "2026-03-01T12:00:00Z"
URL = "https://courier.example/depot?id=2"
BODY = (
    "<html><title>Depot closes</title><article><h1>Depot closes</h1>"
    + "<p>The depot closes on Friday, says the council of the town.</p>" * 9
)
SINGLE_FILE = f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {URL} \n saved date: Mon May 16 2022 10:11:12 GMT+0200 (Central European Summer Time)\n--><body>"
HTTRACK = "<html>\n<!-- Mirrored from courier.example/depot?id=2 by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 16 May 2022 10:11:12 GMT -->"
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Depot\r\nDate: {date}\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n"
    "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
)
DATE = "Mon, 16 May 2022 10:11:12 +0200"


QUOTED = BODY.replace("=", "=3D").replace("town", "t=C3=B6wn")


def mhtml(url=URL, date=DATE, body=QUOTED):
    return MHTML.format(url=url, date=date, body=body).encode()


def captured(path):
    return next(item.capture for item in look(str(path), Given(), at=AT, stdin=io.BytesIO()) if isinstance(item, Found))


@pytest.mark.parametrize(
    ("page", "url", "at"),
    [
        (f"<!-- saved from url=(0034){URL} -->\n<html>", URL, None),
        ("<!doctype html>\n<!-- saved from url=(0014)about:internet -->", None, None),
        ("<!-- saved from url=(0034)javascript:alert(1) -->", None, None),
        (SINGLE_FILE, URL, "2022-05-16T08:11:12Z"),
        (SINGLE_FILE.replace("2022", "2093"), URL, None),
        (SINGLE_FILE.replace("May 16", "May 36"), URL, None),
        (HTTRACK, "http://courier.example/depot?id=2", "2022-05-16T10:11:12Z"),
        ("<html><p>saved from url=(0034)https://else.example/", None, None),
        ("<html>" + " " * 9000 + f"<!-- saved from url=(0034){URL} -->", None, None),
    ],
)
def test_what_comments_say(tmp_path, page, url, at):
    (tmp_path / "depot.html").write_text(page)
    capture = captured(tmp_path / "depot.html")
    assert (capture.url, capture.captured_at) == (url, at or AT)


def test_what_a_person_says_of_the_address_goes_first(tmp_path):
    (tmp_path / "depot.html").write_text(SINGLE_FILE)
    (found,) = look(str(tmp_path / "depot.html"), Given(url="https://else.example/"), at=AT, stdin=io.BytesIO())
    assert found.capture.url == "https://else.example/"


@pytest.mark.parametrize("name", ["depot.mhtml", "depot.MHT", "depot"])
def test_mhtml_is_kept_whole_and_its_page_is_read(tmp_path, name):
    (tmp_path / name).write_bytes(mhtml())
    capture = captured(tmp_path / name)
    assert (capture.url, capture.captured_at) == (URL, "2022-05-16T08:11:12Z")
    assert (capture.media_type, capture.body) == ("multipart/related", mhtml())
    reading = read_capture(capture, lambda _url: None)
    assert reading.title == "Depot closes"
    assert "council of the töwn" in reading.text


@pytest.mark.parametrize(
    "body",
    [b"", b"no head at all", mhtml(body=" "), mhtml().replace(b"text/html", b"text/plain"), mhtml()[:150]],
    ids=["empty", "text", "blank", "no page", "breaks off"],
)
def test_mhtml_without_a_page(body):
    with pytest.raises(InputError):
        saved.of_mhtml(body, AT)


def test_a_nest_of_parts_is_no_trap():
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="%d"\n\n--%d\n'
    nest = b"".join(head % (depth, depth) for depth in range(3000))
    with pytest.raises(InputError):
        saved.of_mhtml(nest, AT)


@pytest.mark.parametrize(("url", "date"), [("cid:x", "soon"), ("", ""), ("file:///etc/passwd", "Mon, 36 May 2022")])
def test_what_mhtml_cannot_mean(url, date):
    assert saved.of_mhtml(mhtml(url, date), AT).origin == saved.Origin()


@pytest.fixture
def site(tmp_path):
    """A mirror as wget makes it, beside another folder."""
    for name in ("courier.example.org/index.html", "courier.example.org/news/depot.html", "courier.example.org/a?id=2.html",
                 "courier.example.org/view.php?id=3.html", "courier.example.org/old.asp.html", "notes.old/index.html",
                 "v1.2/index.html", "www.example.org/page.html"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY)
    return tmp_path


def test_the_paths_of_a_mirror_are_its_addresses(site):
    found = list(look(str(site), Given(), at=AT, stdin=io.BytesIO()))
    notes = [item.text for item in found if isinstance(item, Note)]
    assert notes == ["a mirror of courier.example.org: the addresses are made of the paths"]
    urls = {str(Path(item.input).relative_to(site)): item.capture.url for item in found if isinstance(item, Found)}
    assert urls == {
        "courier.example.org/index.html": "http://courier.example.org/",
        "courier.example.org/news/depot.html": "http://courier.example.org/news/depot.html",
        "courier.example.org/a?id=2.html": "http://courier.example.org/a?id=2",
        "courier.example.org/view.php?id=3.html": "http://courier.example.org/view.php?id=3",
        "courier.example.org/old.asp.html": "http://courier.example.org/old.asp",
        "notes.old/index.html": None,
        "v1.2/index.html": None,
        "www.example.org/page.html": None,
    }


def test_the_folder_of_one_host_is_a_mirror_too(site):
    assert mirror.hosts(site / "courier.example.org") == {site / "courier.example.org": "courier.example.org"}
