"""`pressmark redact` end to end."""

import json


def test_an_article_is_taken_down(run, ask, tmp_path):
    rows = [
        {"url": f"https://courier.example/{n}", "title": f"Story {n}", "text": f"Text of story {n}."} for n in (1, 2)
    ]
    table = tmp_path / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", table)
    run("export", "-o", "before.zip")
    told = run("redact", "1", "--reason", "asked for", code=1)
    assert "taken down: 1 (0 records overwritten)" in told.stdout
    assert f"still holds it: line 1 of {table}" in told.stderr
    assert "backups and exports made before" in told.stderr
    table.unlink()
    assert ask("redact", "1", "--reason", "asked for")["held_by"] == []
    assert "was taken down on" in run("show", "1", code=1).stderr
    assert "was taken down on" in run("cite", "1", code=1).stderr
    assert "was taken down on" in run("verify", "pressmark:1/v1", code=1).stderr
    assert run("verify", "--hashes-only").returncode == 0
    assert run("index", "--check").returncode == 0
    (gone,) = ask("export", "--again", "before.zip")["withdrawn"]
    assert gone["id"] == 1
    assert "asked for" in gone["why"]
    assert "no article 99" in run("redact", "99", "--reason", "x", code=1).stderr
    assert "--reason" in run("redact", "2", code=2).stderr
