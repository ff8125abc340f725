"""Patterns of many alternatives, sorted by their first letters.

A pattern tries its alternatives one after the other wherever a word begins, and we look for hundreds. Sorted like a
dictionary, `cookie|consent|privacy` is `co(?:okie|nsent)|privacy`, and most words are done with at their first letter.
What a pattern finds stays the same, but for which of several alternatives at one place comes first.
"""

from __future__ import annotations

_QUANTIFIERS = frozenset("?*+{")


def sorted_by_letters(pattern: str) -> str:
    """The same pattern, its alternatives grouped by the letters that they begin with."""
    return _grouped([branch for one in branches(pattern) for branch in _opened(one)])


def _grouped(found: list[str]) -> str:
    letters: dict[str, list[str]] = {}
    others = []
    for branch in found:
        if branch[:1].isalpha() and branch[1:2] not in _QUANTIFIERS:
            letters.setdefault(branch[0], []).append(branch[1:])
        else:
            others.append(branch)
    groups = (f"{one}{rest[0]}" if len(rest) == 1 else f"{one}(?:{_grouped(rest)})" for one, rest in letters.items())
    return "|".join((*groups, *others))


def _opened(branch: str) -> list[str]:
    """A branch that begins with a group of alternatives, as one branch for each."""
    end = _end_of_group(branch) if branch.startswith("(?:") else 0
    if not end or branch[end : end + 1] in _QUANTIFIERS:
        return [branch]
    return [opened for one in branches(branch[3 : end - 1]) for opened in _opened(one + branch[end:])]


def branches(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand in no group."""
    cuts = [place for place, depth in _depths(pattern) if pattern[place] == "|" and not depth]
    return [pattern[start:end] for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, None], strict=True)]


def _end_of_group(pattern: str) -> int:
    """Where the group ends that a pattern begins with."""
    return next(place + 1 for place, depth in _depths(pattern) if pattern[place] == ")" and not depth)


def _depths(pattern: str) -> list[tuple[int, int]]:
    """The places of all signs that stand in no class, and in how many groups each lies; a group's end lies outside."""
    found, depth, in_class, place = [], 0, False, 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 2
            continue
        if in_class:
            in_class = sign != "]"
        else:
            in_class = sign == "["
            depth -= sign == ")"
            found.append((place, depth))
            depth += sign == "("
        place += 1
    return found
