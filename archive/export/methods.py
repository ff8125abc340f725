"""What a methods section says of a search: the counts in PRISMA's order, and a paragraph to begin with.

Both are made of an account (see `account`), and so of a live search or of a package's manifest alike. The paragraph
states what is known and nothing else; what a search cannot know (why these words, who read the articles) is left to
its author.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_MOST_NAMED = 8


def counts(told: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    """Name, number and meaning of every step of the flow."""
    flow = told["flow"]
    refused = ", ".join(f"{count:,} {why}" for why, count in flow["not_kept"].items())
    return [
        ("identified", flow["identified"], "addresses, files and rows that were asked for"),
        ("not kept", sum(flow["not_kept"].values()), refused or "everything was"),
        ("screened", flow["screened"], "articles in the archive"),
        ("excluded", flow["excluded"], "articles that do not match"),
        ("matched", flow["matched"], f"articles that match, {flow['undated']:,} of them undated"),
        ("copies folded", flow["copies_folded"], f"of {flow['copies']:,} matches that are copies of another"),
        ("included", flow["included"], "articles in the data"),
    ]


def paragraph(told: Mapping[str, Any]) -> str:
    """A draft of the paragraph, in plain sentences."""
    return " ".join(_sentences(told))


def _sentences(told: Mapping[str, Any]) -> Iterator[str]:
    about, flow = told["archive"], told["flow"]
    keeper = f", kept by {about['keeper']}" if "keeper" in about else ""
    name = f"the news archive “{about['title']}”" if "title" in about else "a news archive"
    yield (
        f"On {told['made_at'][:10]} we searched {name} (Pressmark archive {about['uuid']}{keeper};"
        f" state {told['state']['sha256'][:12]}) for {_asked(told)}."
    )
    span = f" published between {told['period'][0]} and {told['period'][1]}" if told["period"] else ""
    yield f"At that moment it held {_articles(flow['screened'])}{span}."
    if flow["not_kept"]:
        refused = ", ".join(f"{why}: {count:,}" for why, count in flow["not_kept"].items())
        yield f"Of what had been asked for, {sum(flow['not_kept'].values()):,} had not become articles ({refused})."
    yield f"{flow['matched']:,} matched{_dated(told)}, from {_outlets(told['outlets'])}."
    if flow["copies_folded"]:
        yield f"{flow['copies_folded']:,} copies were folded into the article they are copies of."
    elif flow["copies"]:
        yield f"{flow['copies']:,} of them are copies of another match and were counted."
    yield _gaps(told["gaps"])
    yield f"{_articles(flow['included'])} were included."
    yield f"Search and export were made with {told['program']}, texts are read by its extractor {told['extractor']}."


def _asked(told: Mapping[str, Any]) -> str:
    chosen = [f"{name} {', '.join(values)}" for name, values in told["filters"].items()]
    limits = f", limited to {'; '.join(chosen)}" if chosen else ""
    if not told["understood"]:
        return f"all articles{limits}"
    written = f" (written as “{told['query']}”)" if told["query"] != told["understood"] else ""
    return f"“{told['understood']}”{written}{limits}"


def _dated(told: Mapping[str, Any]) -> str:
    if not told["published"]:
        return ""
    first, last = told["published"]
    return f", published on {first}" if first == last else f", published between {first} and {last}"


def _outlets(counted: Mapping[str, int]) -> str:
    named = [f"{name} ({count:,})" for name, count in list(counted.items())[:_MOST_NAMED]]
    if not named:
        return "no outlet that is known"
    more = len(counted) - len(named)
    others = f" and {more:,} other{'' if more == 1 else 's'}" if more else ""
    return f"{len(counted):,} outlet{'' if len(counted) == 1 else 's'}: {', '.join(named)}{others}"


def _gaps(gaps: list[Mapping[str, str]]) -> str:
    if not gaps:
        return "No gap in collection is known for that time."
    named = "; ".join(f"{gap['since'][:10]} to {gap['until'][:10]}, {gap['why']}" for gap in gaps[:_MOST_NAMED])
    more = f"; {len(gaps) - _MOST_NAMED:,} more are in the manifest" if len(gaps) > _MOST_NAMED else ""
    return f"Collection had {len(gaps):,} gap{'' if len(gaps) == 1 else 's'} in that time ({named}{more})."


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"
