"""`pressmark reread`: what it prints, and how it ends."""

import pytest

PAGE = "<html><head><title>A story of the depot</title></head><body><h1>A story of the depot</h1>{}</body></html>"
STORY = "".join(
    f"<p>Sentence {name} of the story tells at some length what nobody had told before.</p>" for name in "abcdefgh"
)


@pytest.fixture
def archive(run, tmp_path):
    (tmp_path / "story.html").write_text(PAGE.format(STORY))
    run("add", tmp_path / "story.html")


def test_nothing_changes_where_nothing_did(run, ask, archive):
    assert run("reread").stdout == "1 unchanged\n"
    assert ask("reread") == {
        "articles": [{"article": 1, "outcome": "unchanged", "version": "1", "reason": None}],
        "changed": 0, "unchanged": 1, "left": 0, "failed": 0,
    }  # fmt: skip


def test_an_empty_archive_and_an_unknown_outlet(run, tmp_path):
    (tmp_path / "rows.csv").write_text("title,text\nA row,What a row says.\n")
    run("add", tmp_path / "rows.csv")
    assert "1 left" in run("reread").stdout
    assert "no outlet “nobody”" in run("reread", "--outlet", "nobody", code=1).stderr
