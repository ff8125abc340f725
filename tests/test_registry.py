"""Outlets are found by being there: in the folder, in a person's own, and in entry points; a broken one stands alone."""

from importlib.metadata import EntryPoint

import pytest

from archive.registry import Registry

GOOD = """
from archive.scraper import Scraper

class {name}(Scraper):
    name = "{name}"
    hosts = ({hosts},)
"""


def write(folder, **files):
    for name, source in files.items():
        (folder / f"{name}.py").write_text(source)


def outlet(name, *hosts):
    return GOOD.format(name=name, hosts=", ".join(f'"{host}"' for host in hosts))


def names(registry):
    return [scraper.name for scraper in registry.scrapers if not type(scraper).__module__.startswith("scrapers.")]


def test_a_file_in_the_folder_is_an_outlet(tmp_path):
    write(tmp_path, alpha=outlet("Alpha", "alpha.example"), beta=outlet("Beta", "beta.example", "beta.test"))
    registry = Registry.found(tmp_path, points=[])
    assert names(registry) == ["Alpha", "Beta"]
    assert registry.problems == ()


def test_the_shipped_outlets_are_always_there():
    registry = Registry.found(points=[])
    assert {type(scraper).__module__.partition(".")[0] for scraper in registry.scrapers} == {"scrapers"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def (", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("import no_such_module_anywhere", "ModuleNotFoundError"),
        ("x = 1", "it holds no Scraper"),
        ("from archive.scraper import Scraper\nclass A(Scraper):\n    name = 'A'", "A needs a name and hosts"),
        ("from archive.scraper import Scraper\nclass A(Scraper):\n    host = ('a',)", "did you mean hosts?"),
    ],
    ids=["syntax", "crash", "exit", "import", "empty", "no hosts", "misspelt"],
)
def test_a_broken_file_takes_no_other_down(tmp_path, source, reason):
    write(tmp_path, broken=source, good=outlet("Good", "good.example"))
    registry = Registry.found(tmp_path, points=[])
    assert names(registry) == ["Good"]
    assert [problem.file for problem in registry.problems] == ["broken.py"]
    assert reason in registry.problems[0].reason


def test_a_file_with_an_underscore_is_a_base(tmp_path):
    base = "from archive.scraper import Scraper\nclass Base(Scraper):\n    def dek(self, page):\n        return 'base'"
    child = "from ._base import Base\nclass Child(Base):\n    name = 'Child'\n    hosts = ('child.example',)"
    write(tmp_path, _base=base, child=child)
    registry = Registry.found(tmp_path, points=[])
    assert (names(registry), registry.problems) == (["Child"], ())
    assert registry.scrapers[0].dek(None) == "base"


def test_another_folder_is_read_afresh(tmp_path):
    for number in ("1", "2"):
        folder = tmp_path / number
        folder.mkdir()
        write(folder, same=outlet(f"Same{number}", "same.example"))
        assert names(Registry.found(folder, points=[])) == [f"Same{number}"]


def test_entry_points_name_a_class_or_a_module(tmp_path, monkeypatch):
    write(tmp_path, one_outlet=outlet("One", "one.example"), two_outlets=outlet("Two", "two.example"))
    monkeypatch.syspath_prepend(tmp_path)
    values = ["one_outlet:One", "two_outlets", "no_such_package.outlet"]
    registry = Registry.found(points=[EntryPoint(value, value, "archive.scrapers") for value in values])
    assert names(registry) == ["One", "Two"]
    assert [problem.file for problem in registry.problems] == ["no_such_package.outlet"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://alpha.example/news/1", "Alpha"),
        ("http://www.ALPHA.example./x", "Alpha"),
        ("https://sport.alpha.example/x", "Alpha"),
        ("https://local.alpha.example/x", "Local"),
        ("https://www.local.alpha.example/x", "Local"),
        ("https://notalpha.example/x", None),
        ("https://example/x", None),
        ("file:///alpha.example", None),
        (None, None),
    ],
)
def test_lookup_by_host_and_its_subdomains(tmp_path, url, name):
    write(tmp_path, alpha=outlet("Alpha", "alpha.example"), local=outlet("Local", "local.alpha.example"))
    found = Registry.found(tmp_path, points=[]).for_url(url)
    assert (found.name if found else None) == name


def test_a_persons_own_file_goes_before_a_shipped_one(tmp_path):
    host = Registry.found(points=[]).scrapers[0].hosts[0]
    write(tmp_path, mine=outlet("Mine", host))
    assert Registry.found(tmp_path, points=[]).for_host(host).name == "Mine"
