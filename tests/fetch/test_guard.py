"""The guard: only public addresses, vetted before a connection is made, whatever the name looks like."""

import http.server
import threading

import pytest

from archive.errors import FetchError
from archive.fetch import Fetcher
from archive.fetch.guard import is_public
from archive.model import Ref

INWARD = """127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1
239.255.255.250 192.0.0.8 240.0.0.1 255.255.255.255 168.63.129.16 ::1 :: ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1
fe80::1 fec0::1 fd00:ec2::254 ff02::1 2002:7f00:1:: 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2001::1 fe80::1%eth0 nonsense""".split()


@pytest.mark.parametrize("address", INWARD)
def test_inward_addresses(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.fixture
def inner():
    """A server inside, and the list of what it was asked."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_name_for_this_machine_gets_through(inner, host):
    port, asked = inner
    with Fetcher(clock=lambda: "") as fetcher, pytest.raises(FetchError) as error:
        fetcher.get(Ref(f"http://{host}:{port}/", "person"))
    assert error.value.kind in {"private", "dns"}
    assert asked == []


def test_one_inward_answer_among_public_ones_is_a_trap(inner):
    port, asked = inner
    answers = [("93.184.215.14", port), ("127.0.0.1", port)]
    with Fetcher(clock=lambda: "", resolve=lambda _host, _port: answers) as fetcher, pytest.raises(FetchError) as error:
        fetcher.get(Ref("http://rebinding.example/", "person"))
    assert (error.value.kind, asked) == ("private", [])


def test_the_name_is_resolved_once_for_a_connection(inner):
    port, asked = inner
    calls = []

    def rebinding(host, _port):
        calls.append(host)
        return [("127.0.0.1", port)] if len(calls) == 1 else [("127.0.0.2", port)]

    with Fetcher(clock=lambda: "", allow_private=True, resolve=rebinding) as fetcher:
        fetcher.get(Ref("http://rebinding.example/x", "person"))
    assert (calls, asked) == (["rebinding.example"], ["/x"])
