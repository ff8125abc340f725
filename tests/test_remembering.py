"""What is remembered of short texts, and that long ones are not held."""

from archive.remembering import remembered


def counted(asked):
    @remembered(2, longest=3)
    def upper(text):
        """As it was documented."""
        asked.append(text)
        return text.upper()

    return upper


def test_a_short_text_is_asked_about_once_and_a_long_one_each_time():
    asked = []
    upper = counted(asked)
    assert [upper(text) for text in ("tram", "bus", "bus", "tram")] == ["TRAM", "BUS", "BUS", "TRAM"]
    assert asked == ["tram", "bus", "tram"]
    assert upper.__doc__ == "As it was documented."


def test_of_more_texts_the_last_are_known():
    asked = []
    upper = counted(asked)
    for text in ("a", "b", "c", "b", "a"):
        upper(text)
    assert asked == ["a", "b", "c", "a"]
