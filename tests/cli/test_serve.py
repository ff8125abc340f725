"""Serving, as far as it is told before the server stands."""


def test_what_strangers_would_see_is_told_before_they_do(run, tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("A ferry left late.\n\nNobody said why.\n")
    run("add", str(page), "--outlet", "The Harbour Post")
    refused = run("serve", "--public", "--dry-run", code=2)
    assert "keeper and contact" in refused.stderr
    run("config", "keeper", "The Quay Library")
    run("config", "contact", "keeper@quay.example")
    told = run("serve", "--public", "--dry-run")
    assert told.stdout.split("\n")[0].split() == ["The", "Harbour", "Post", "the-harbour-post", "excerpt", "1"]


def test_a_dry_run_is_of_a_public_server(run):
    assert "--public" in run("serve", "--dry-run", code=2).stderr
