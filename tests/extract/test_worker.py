"""Reading in processes: in order, within limits, and whatever one page does, the others are read."""

import inspect
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.extract import read_capture
from archive.extract.worker import Job, Pool
from archive.model import Capture

STORY = "<p>The tram depot on Harbour Street closes on Friday, the council said on Monday after a meeting.</p>" * 3
SCRAPER = '''
import os, signal, time
from archive.scraper import Page, Scraper

class Odd(Scraper):
    """Does what the title of a page says."""
    name = "The Odd"
    hosts = ("odd.example",)

    def title(self, page: Page) -> str | None:
        what = page.text("h1")
        if what == "exit":
            os._exit(3)
        if what == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if what == "starve":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "spin":
            while True:
                pass
        if what == "sleep":
            time.sleep(600)
        if what == "print":
            print("a result that is none")
        return f"{what} {os.getpid()}" if what == "who" else what
'''


def page(title, story=STORY, url="http://odd.example/a"):
    body = f"<!doctype html><html lang=en><title>{title}</title><article><h1>{title}</h1>{story}</article>".encode()
    return Capture(url, None, "2026-03-01T12:00:00Z", "text/html", body, "0" * 64, "file", "file:x")


def jobs(*titles):
    return [Job(number, page(title)) for number, title in enumerate(titles)]


@pytest.fixture(scope="module")
def scrapers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scrapers")
    (folder / "odd.py").write_text(SCRAPER)
    return folder


@pytest.fixture
def readers(scrapers):
    with Pool(scrapers, processes=2, seconds=1.0) as opened:
        yield opened


def test_readings_come_in_order_and_are_those_of_one_process(readers):
    asked = jobs(*(f"Depot {number}" for number in range(50)))
    found = list(readers.read(iter(asked)))
    assert [read.key for read in found] == list(range(50))
    assert [read.reading.title for read in found] == [f"Depot {number}" for number in range(50)]
    assert {(read.refused, read.why, read.reading.outlet) for read in found} == {(None, "ok", "The Odd")}
    generic = page("Depot", url="http://other.example/a")
    ((read),) = readers.read([Job("x", generic)])
    assert read.reading == read_capture(generic, lambda _url: None)


@pytest.mark.parametrize(
    ("title", "why", "words"),
    [
        ("spin", "too slow", "more than 1 seconds"),
        ("sleep", "too slow", "more than 1 seconds"),
        ("exit", "unreadable", "broke down (exit 3)"),
        ("crash", "unreadable", "broke down (SIGSEGV)"),
        ("starve", "too big", "memory"),
    ],
)
def test_a_page_that_takes_its_process_with_it(readers, title, why, words):
    found = list(readers.read(jobs("a", title, "b", "c", "d")))
    assert [read.reading.title if read.reading else read.why for read in found] == ["a", why, "b", "c", "d"]
    assert words in found[1].refused


def test_a_page_that_takes_all_memory(scrapers):
    """A large page, and hardly more room than the process needs by itself."""
    with Pool(scrapers, processes=1, memory=350_000_000) as readers:
        large = page("a", "<p>The depot closes.</p>" * 800_000)
        found = list(readers.read([Job(0, large), *jobs("b")]))
    assert [read.why for read in found] == ["too big", "ok"]


def test_what_is_no_page_is_refused_in_words(readers):
    capture = Capture(None, None, "", "image/png", b"\x89PNG\r\n\x1a\n\0", "0" * 64, "fetched", "x", 200)
    (read,) = readers.read([Job(0, capture)])
    assert (read.reading, read.why) == (None, "unreadable")
    assert read.refused == "it is image/png, not a page or a text"


def test_nothing_begins_before_there_is_a_page(monkeypatch):
    monkeypatch.setattr("archive.extract.processes.subprocess.Popen", None)
    monkeypatch.setattr("archive.extract.processes.Nursery._only", None)
    with Pool() as readers:
        assert list(readers.read([])) == []


def test_pages_are_taken_as_they_are_wanted(readers):
    taken = []

    def endless():
        while True:
            taken.append(len(taken))
            yield Job(len(taken), page("a"))

    found = readers.read(endless())
    next(found)
    found.close()
    assert len(taken) <= 20


def test_a_process_makes_way_after_a_while(scrapers, monkeypatch):
    monkeypatch.setattr("archive.extract.worker.PAGES_OF_A_PROCESS", 2)
    with Pool(scrapers, processes=1) as readers:
        who = [read.reading.title for read in readers.read(jobs(*["who"] * 5))]
    assert [len(set(who[:2])), len(set(who[2:4])), len(set(who))] == [1, 1, 3]


def alive(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_nothing_is_left_behind(scrapers):
    with Pool(scrapers, processes=2) as readers:
        pids = {int(read.reading.title.split()[1]) for read in readers.read(jobs(*["who"] * 20))}
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


PROGRAM = f"""
import signal, sys
from pathlib import Path
from archive.extract.worker import Job, Pool
from archive.model import Capture
STORY = {STORY!r}

{inspect.getsource(page)}

{inspect.getsource(jobs)}

# Who runs these tests in the background of a shell has SIGINT ignored, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
with Pool(Path(sys.argv[1]), processes=2, seconds=60) as readers:
    for read in readers.read(jobs("who", "print", "spin", "spin")):
        print(read.reading.title, flush=True)
"""


@pytest.fixture
def program(scrapers):
    """A program that reads two pages and then two without end, and the pid of one of its processes."""
    command = [sys.executable, "-c", PROGRAM, str(scrapers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        who = running.stdout.readline().split()
        assert who[0] == "who"
        assert running.stdout.readline() == "print\n"  # and nothing that a scraper printed
        yield running, int(who[1])
        running.kill()


def gone(pid):
    for _ in range(100):
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="what runs is looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_began_it(program, how):
    running, pid = program
    os.kill(running.pid, how)
    _, errors = running.communicate(timeout=120)
    assert gone(pid)
    # Python's own, of the program that did not catch it, and none of a process that reads.
    assert errors.count("Traceback (") == errors.count("\nKeyboardInterrupt") == (how == signal.SIGINT)
