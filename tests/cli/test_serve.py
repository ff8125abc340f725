"""Serving, as far as it is told before the server stands."""

import os

from archive.cli import server
from archive.cli.server import Setup


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


def test_what_is_served_is_handed_on_to_every_process(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "environ", {})
    setup = Setup(str(tmp_path / "archive.db"), None, public=True, path="/news/", workers=2, secret="x" * 64)
    setup.hand_on()
    assert server.handed_on() == setup
    first, second = server.datasette(server.handed_on()), server.datasette(server.handed_on())
    assert first.plugin_config("pressmark") == {"public": True, "workers": 2}
    assert first.setting("base_url") == "/news/"
    assert second.unsign(first.sign({"id": "keeper"}, "actor"), "actor") == {"id": "keeper"}
