"""Filters of an address, and what a request becomes for one archive."""

import pytest

from archive.errors import UsageError
from archive.search import Filters, Fts5, Request, parse


def asked(query="", filters=None, **request):
    return Request(parse(query).root, filters or Filters(), **request)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters({"outlet": ("northern-post",)}), ["empty", "sweep", "raid copy", "covid"]),
        (Filters({"outlet": ("Hafenzeitung", "港新聞")}), ["kyoto", "japanese", "german"]),
        (Filters({"outlet": ("post",)}), []),
        (Filters({"author": ("Zoe Smith",)}), ["raid"]),
        (Filters({"author": ("Zoe Smith", "Ann O'Neil")}), ["raid", "covid"]),
        (Filters({"tag": ("covid-19",), "language": ("en",)}), ["covid"]),
        (Filters({"section": ("NEWS",)}, since="2022-05-11"), ["raid copy"]),
        (Filters({"language": ("en",)}, {"outlet": ("northern-post",)}), ["raid", "long"]),
        (Filters({"language": ("en",)}, {"section": ("news", "Opinion"), "author": ("Ann O'Neil",)}), ["sweep"]),
        (Filters(since="2021-07", until="2021"), ["kyoto", "japanese"]),
        (Filters(until="2011"), ["thai"]),
        (Filters({"outlet": ()}, {"tag": ()}, since="", until=""), None),
    ],
)
def test_filters_are_exact_and_any_of_several(found, filters, names):
    assert found("", filters, sort="newest") == (found(sort="newest") if names is None else names)


def test_filters_narrow_a_query(found):
    assert found("raid", Filters({"outlet": ("northern-post",)}), sort="newest") == ["sweep", "raid copy"]


@pytest.mark.parametrize("wrong", [{"since": "yesterday"}, {"until": "2022-13"}])
def test_a_date_that_is_none_is_said(newsstand, wrong):
    with pytest.raises(UsageError, match="is no date"):
        Fts5(newsstand[0]).search(asked("raid", Filters(**wrong)))


def test_one_of_very_many_authors(shelf):
    for number in range(700):
        shelf.put(
            name=str(number), authors=(f"Alex {number:03}",), outlet=f"Alex {number:03}", tags=(f"alex {number:03}",)
        )
    shelf.put(name="other", authors=("Kim",), outlet="Kim", tags=("kim",))
    engine = Fts5(shelf.opened())
    for field in ("author", "outlet", "tag"):
        assert engine.search(asked(f"{field}:alex")).total == 700
        assert engine.search(asked(f"-{field}:alex")).total == 1
        assert engine.search(asked(f'{field}:"alex 00"* OR {field}:kim')).total == 11
