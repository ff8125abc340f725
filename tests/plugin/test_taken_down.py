"""An article that was taken down leaves a page that says so, with the status that the web has for it, and nothing else."""

import shutil

import pytest

from archive.redact import redact
from archive.store import open_archive


@pytest.fixture
def after(archive_file, tmp_path, visit_to):
    """A reading room from whose archive article 1 was taken down."""

    def after(**how):
        path = tmp_path / "archive.db"
        shutil.copy(archive_file, path)
        with open_archive(path, clock=lambda: "2026-03-01T12:00:00Z") as store:
            redact(store, 1, reason="Asked for by the person <b>named</b>", **how)
        return visit_to(path)

    return after


@pytest.mark.parametrize(("by_law", "status"), [(False, 410), (True, 451)])
def test_every_address_of_it_says_so(after, by_law, status):
    visitor = after(by_law=by_law)
    for path in (
        "",
        "/v1",
        "/v2",
        "/v9",
        ".json",
        ".txt",
        ".ris",
        ".csl.json",
        "/diff/1..2",
        "/capture",
        "/capture.warc.gz",
    ):
        answer = visitor.get(f"/article/1{path}")
        assert answer.status_code == status, path
        assert "taken down on 2026-03-01" in answer.text
        assert "ockers" not in answer.text
        assert "<b>named" not in answer.text or path.endswith((".json", ".txt"))
    assert visitor.get("/article/999").status_code == 404


def test_it_is_in_no_answer(after):
    visitor = after()
    for path in ("/search?q=dockers", "/search.json?q=dockers", "/search.csv", "/search.atom", "/", "/concordance?q=dockers",
                 "/archive/articles.json", "/archive/captures.json", "/author/Ann%20Lee"):  # fmt: skip
        answer = visitor.get(path)
        assert "Dockers block the ferry" not in answer.text, path
        assert "harbour-post.example/quay" not in answer.text, path
