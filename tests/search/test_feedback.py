"""What the first results tell of the others."""

from archive.search import feedback

FIRST = "ferry strike harbour crews walked out".split()
ALIKE = "crews walked away from their harbour".split()
OTHER = "council budget meeting adjourned until autumn".split()


def test_what_shares_the_words_of_the_first_is_most_like_it():
    first, alike, other = feedback.likenesses([FIRST, ALIKE, OTHER])
    assert min(first, alike) > other == 0.0
    assert max(first, alike) == 1.0


def test_an_earlier_result_tells_more_than_a_later_one():
    elsewhere = "council budget vote and a harbour".split()
    _, _, _, with_first, with_third = feedback.likenesses([FIRST, ["nothing"], OTHER, ALIKE, elsewhere])
    assert with_first > with_third > 0.0


def test_words_of_every_result_tell_less_than_those_of_few():
    rest = [["harbour", other] for other in "tram bus bridge canal".split()]
    *_, everywhere, rare = feedback.likenesses([["harbour", "ferry"], *rest, ["harbour", "boat"], ["ferry", "boat"]])
    assert rare > everywhere > 0.0


def test_without_words_nothing_is_told():
    assert feedback.likenesses([]) == []
    assert feedback.likenesses([[], ["the", "of"], list("東京都")]) == [0.0, 0.0, 0.0]
    assert feedback.likenesses([["ferry"], ["tram"]]) == [0.0, 0.0]
