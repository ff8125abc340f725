"""The crew: many hosts at once and never two at one, in turns, no further ahead than wanted, and gone when told so."""

import itertools
import threading
from collections import Counter

import pytest

from archive.fetch import Crew
from archive.model import Capture, Ref, Validators, Wanted
from tests.hostile.site import PAGE, endless, framed, head, html, slowly


def wanted(host, number=0):
    url = f"http://{host}.example/{number}"
    return Wanted(url, Ref(url, "person"))


class Everything(dict):
    """The answers of a site that says one thing to whatever is asked but robots.txt and what it has an answer for."""

    def __init__(self, answer, others=()):
        super().__init__(others)
        self.answer = answer

    def get(self, key, default=None):
        return default if key.endswith("robots.txt") else super().get(key, self.answer)


def fetching():
    return [thread for thread in threading.enumerate() if thread.name == "fetch"]


@pytest.fixture(autouse=True)
def nobody_is_left():
    yield
    assert fetching() == []


def test_everything_is_answered_with_several_hosts_at_once_and_never_two_at_one(site, fetcher):
    busy, most, lock = Counter(), [], threading.Lock()
    together = threading.Barrier(3)

    def answer(headers, _stopped):
        host = headers["host"]
        with lock:
            busy[host] += 1
            most.append((max(busy.values()), sum(count > 0 for count in busy.values())))
        together.wait(10)
        with lock:
            busy[host] -= 1
        yield html(PAGE)

    site.answers = Everything(answer)
    items = [wanted(host, number) for host in "abc" for number in range(4)]
    results = list(Crew(fetcher, hosts=3).run(items))
    assert sorted(item.ref.url for item, _ in results) == sorted(item.ref.url for item in items)
    assert all(isinstance(outcome, Capture) and outcome.body == PAGE for _, outcome in results)
    assert (max(one for one, _ in most), max(all_ for _, all_ in most)) == (1, 3)


def test_no_more_hosts_at_once_than_allowed(site, fetcher):
    busy, most = set(), []

    def answer(headers, _stopped):
        busy.add(headers["host"])
        most.append(len(busy))
        yield html(PAGE)
        busy.discard(headers["host"])

    site.answers = Everything(answer)
    assert len(list(Crew(fetcher, hosts=2).run(wanted(host) for host in "abcdefgh"))) == 8
    assert max(most) <= 3  # a server may still be closing the connection of one that has its answer


def test_a_host_with_many_pages_takes_turns_with_the_others(site, fetcher):
    site.answers = Everything(html(PAGE))
    items = [*(wanted("large", number) for number in range(30)), wanted("small"), wanted("tiny")]
    order = [item.ref.url.split("/")[2] for item, _ in Crew(fetcher, hosts=1).run(items)]
    assert order.index("small.example") < 10
    assert order.index("tiny.example") < 10


def test_what_goes_wrong_is_a_result_too(site, fetcher):
    site.answers = Everything(head("Content-Length: 9") + b"cut")
    item = Wanted("x", Ref("file:///etc/passwd", "person"))
    results = {item.input: outcome for item, outcome in Crew(fetcher).run([wanted("a"), item])}
    assert {name: outcome.kind for name, outcome in results.items()} == {
        "http://a.example/0": "truncated",
        "x": "not allowed",
    }


def test_what_is_known_of_a_page_goes_along(site, fetcher):
    site.answers = Everything(html(PAGE))
    list(Crew(fetcher).run([wanted("a"), wanted("b")], lambda item: Validators(etag=item.input)))
    sent = {headers.get("if-none-match") for _, path, headers in site.asked if path == "/0"}
    assert sent == {"http://a.example/0", "http://b.example/0"}


def test_addresses_are_taken_as_they_are_wanted(site, fetcher):
    site.answers = Everything(html(PAGE))
    taken = itertools.count()
    run = Crew(fetcher, hosts=2, ahead=5).run(wanted(f"h{next(taken)}") for _ in range(1000))
    next(run)
    run.close()
    assert next(taken) <= 6


def test_where_nobody_takes_the_results_nothing_more_is_asked_for(site, fetcher):
    site.answers = Everything(html(PAGE))
    run = Crew(fetcher, hosts=2).run(wanted(f"h{number}") for number in range(100))
    next(run)
    for _ in range(50):
        threading.Event().wait(0.01)
    assert len(site.paths()) <= 1 + 2 + 2  # taken, waiting, and under way when the buffer filled
    assert len(list(run)) == 99


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_reader_that_breaks_off_ends_it_all(site, fetcher, error):
    drip = slowly(itertools.chain([head()], endless(b"x")), 0.05)
    site.answers = Everything(drip, {"quick.example/0": html(PAGE)})

    def read():
        for item, _ in Crew(fetcher).run([wanted("slow"), wanted("slower"), wanted("quick")]):
            assert item.ref.url == "http://quick.example/0"
            raise error

    with pytest.raises(error):
        read()


def test_a_source_that_fails_ends_it_all(site, fetcher):
    site.answers = Everything(html(PAGE))

    def items():
        yield wanted("a")
        raise ValueError

    with pytest.raises(ValueError):
        list(Crew(fetcher).run(items()))


def test_a_mistake_of_ours_is_no_result(site, fetcher_of):
    site.answers = Everything(html(PAGE))

    def clock():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(Crew(fetcher_of(clock=clock)).run([wanted("a")]))


def test_the_pages_of_a_parked_host_are_left_for_the_next_time(site, fetcher):
    site.answers = Everything(framed(b"", "Retry-After: 600", status="503 Busy"))
    results = [outcome for _, outcome in Crew(fetcher).run(wanted("a", number) for number in range(20))]
    assert results[0].status == 503
    assert [outcome.kind for outcome in results[1:]] == ["server error"] * 19
    assert site.paths() == ["/0"]
    assert fetcher.parked("http://a.example/") > 500


def test_the_rest_of_a_host_is_used_for_others(site, fetcher_of):
    site.answers = Everything(html(PAGE))
    fetcher = fetcher_of(delay=0.4)
    order = [item.ref.url[7] for item, _ in Crew(fetcher, hosts=1).run(wanted(host) for host in "aabb")]
    assert sorted(order[:2]) == ["a", "b"]


def test_no_address_at_all(fetcher):
    assert list(Crew(fetcher).run([])) == []
