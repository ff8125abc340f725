"""Every threat from 1 to 45 has a test that bears its number; 46 and on are tested where their rooms are."""

import re
from pathlib import Path


def test_no_row_is_missing():
    sources = (file.read_text() for file in Path(__file__).parent.glob("test_rows_*.py"))
    rows = {int(number) for source in sources for number in re.findall(r"def test_row_(\d\d)_", source)}
    assert rows == set(range(1, 46))
