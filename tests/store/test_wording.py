"""Lines that change by themselves are no edit; lines that say anything more are."""

import pytest

from archive.model import Reading
from archive.store import rows

STORY = "The quay was clear by noon."
PASSING = [
    "Last updated: 5 minutes ago", "Updated 14 March 2025, 18:40", "Aktualisiert am 3. Mai 2024", "12,345 views",
    "1.2k shares", "3 hours ago", "vor 5 Minuten", "Mis à jour le 4 mai 2024 à 10:12",
]  # fmt: skip
LASTING = [
    "Updated figures show 12 ferries were late.", "Correction: three ferries, not two.", "12,345 people came.",
    "It was five hours ago that the ferry left.", "Shares fell by 3 per cent.", "Last updated guidance was ignored",
]  # fmt: skip


@pytest.mark.parametrize("line", PASSING)
def test_a_passing_line_is_no_edit(line):
    assert rows.wording(Reading(text=f"{line}\n\n{STORY}")) == rows.wording(Reading(text=STORY))


@pytest.mark.parametrize("line", LASTING)
def test_a_line_that_says_more_is_an_edit(line):
    assert rows.wording(Reading(text=f"{line}\n\n{STORY}")) != rows.wording(Reading(text=STORY))
