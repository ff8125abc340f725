"""Our WARC files in the hands of pywb, which replays them: a page, the same page again, and the redirect that led there."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from archive.evidence import Keeper
from archive.model import Capture, Hop, Kept

URL, SHORT = "https://courier.example/depot?id=2", "http://courier.example/d"
PAGE = b"<!doctype html><title>Depot</title><p>The tram depot on Harbour Street closes on Friday."
MOMENTS = ("2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z")
# pywb wants a world of its own (gevent), so it runs beside us and says what a visitor would get.
VISIT = """
from gevent import monkey; monkey.patch_all()
import json, sys
from pywb.apps.frontendapp import FrontEndApp
from werkzeug.test import Client
client = Client(FrontEndApp(config_file="config.yaml"))
answers = [client.get(f"/papers/{place}") for place in sys.argv[1:]]
print(json.dumps([[one.status_code, one.data.decode(), one.headers.get("Location")] for one in answers]))
"""


@pytest.fixture
def pywb(tmp_path):
    """Runs a program of pywb's environment in the folder of the test."""
    place = os.environ.get("PRESSMARK_PYWB") or Path(shutil.which("wb-manager") or "").parent
    if not (Path(place) / "wb-manager").exists():
        pytest.skip(
            "pywb is not here: install it in an environment of its own, and set PRESSMARK_PYWB to its bin folder"
        )

    def run(program, *arguments):
        command = [Path(place) / program, *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    return run


def test_what_we_keep_can_be_replayed(pywb, tmp_path):
    asked = (("Host", "courier.example"),)
    page, again = (
        Capture(SHORT, URL, at, "text/html", PAGE, hashlib.sha256(PAGE).hexdigest(), "fetched", "person", 200,
                (("Content-Type", "text/html"),), None, asked, (Hop(SHORT, 301, (("Location", URL),), asked),), "192.0.2.7")
        for at in MOMENTS
    )  # fmt: skip
    keeper = Keeper(tmp_path / "warcs", lambda _file: 0, clock=lambda: MOMENTS[0])
    with keeper.batch():
        place = keeper.keep(page)
        first = Kept(1, SHORT, URL, MOMENTS[0], "fetched", "person", 200, "text/html", page.body_sha256, None, place)
        keeper.keep_revisit(again, first)
    (tmp_path / "config.yaml").write_text("collections: {}\n")
    pywb("wb-manager", "init", "papers")
    pywb("wb-manager", "add", "papers", str(tmp_path / "warcs" / place.file))
    places = [f"20260301120000mp_/{URL}", f"20260302120000mp_/{URL}", f"20260301120000mp_/{SHORT}"]
    one, two, redirect = json.loads(pywb("python", "-c", VISIT, *places).splitlines()[-1])
    assert [one[0], two[0], redirect[0]] == [200, 200, 301]
    assert "The tram depot on Harbour Street" in one[1]
    assert "The tram depot on Harbour Street" in two[1]
    assert redirect[2].endswith(URL)
