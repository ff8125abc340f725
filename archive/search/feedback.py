"""What the first of some results are about, and how much the others are about the same.

The words that tell the first few from the rest stand for what was meant, though nobody typed them (relevance feedback
without a person: V. Lavrenko and W. B. Croft, Relevance-based language models, 2001). Only the results themselves are
looked at: how rare a word is among them says enough, and the index need not be asked for any. Of scripts without
spaces no word is a single character, so there nothing is told.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from archive.search.commonness import FUNCTION_WORDS

# So many of the first results, the earlier the more, give so many words.
_FIRST, _WORDS, _SHORTEST = 3, 60, 3
_K1, _B = 1.2, 0.75


def likenesses(articles: Sequence[Sequence[str]]) -> list[float]:
    """How much each article has of what tells the first few from the rest: 1 for the most, 0 where nothing tells.

    An article is given as its words in lower case; the best article comes first.
    """
    counts = [Counter(_telling(words)) for words in articles]
    tells = _tells(counts)
    lengths = [count.total() for count in counts]
    average = sum(lengths) / (len(lengths) or 1)
    scores = []
    for count, length in zip(counts, lengths, strict=True):
        k = _K1 * (1 - _B + _B * length / (average or 1))
        scores.append(sum(tells[word] * count[word] * (_K1 + 1) / (count[word] + k) for word in tells.keys() & count))
    most = max(scores, default=0.0)
    return [score / most if most else 0.0 for score in scores]


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if len(word) >= _SHORTEST and word not in FUNCTION_WORDS and not word.isdigit()]


def _tells(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """The words of the first few that tell most, each as far as it tells; a word of one article alone tells nothing."""
    having = Counter(word for count in counts for word in count)
    tells: Counter[str] = Counter()
    for place, count in enumerate(counts[:_FIRST], 1):
        share = 1 / (place * (count.total() or 1))
        for word, times in count.items():
            if having[word] > 1:
                tells[word] += times * share * math.log((len(counts) + 1) / (having[word] + 0.5))  # type: ignore[assignment]
    return dict(tells.most_common(_WORDS))
