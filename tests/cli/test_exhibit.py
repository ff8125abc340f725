"""The steps that an exhibit prints are run as they stand, by a shell, in a folder without an archive and without us."""

import html
import re
import shutil
import subprocess

import lxml.html
import pytest

PAGE = (
    "<!doctype html><html><head><title>Depot &lt;b&gt;closes&lt;/b&gt; </title></head><body><article><h1>Depot &lt;b&gt;closes&lt;/b&gt;</h1>"
    + "<p>The depot on Harbour Street closes on Friday, “says” the council &amp; others, + more/less.</p>" * 6
    + "</article></body></html>"
)


@pytest.fixture(scope="module")
def filled(run_in):
    run, folder = run_in
    (folder / "depot.html").write_text(PAGE)
    run("add", "depot.html", "--outlet", "Harbour <i>Post</i>")
    run("config", "keeper", "The Quay Library")
    return folder


@pytest.fixture
def archive(copied, filled):
    return copied(filled)


def steps(path):
    return [one.text_content() for one in lxml.html.fromstring(path.read_bytes()).cssselect("pre.step")]


def shell(script, folder):
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    return subprocess.run(
        ["sh", "-ec", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_its_steps_hold_without_us(run, archive, tmp_path):
    name = "exhibit A; 'one'.html"
    assert run("exhibit", "1", "-o", name).stdout.strip() == name
    for beside in (False, True):
        folder = tmp_path / f"court{beside}"
        folder.mkdir()
        shutil.copy(archive / name, folder)
        if beside:
            shutil.copytree(archive / "x-warcs", folder / "x-warcs")
        done = [shell(step, folder) for step in steps(folder / name)]
        assert [one.returncode for one in done] == [0] * 4, [one.stderr for one in done]
        assert ["OK" in one.stdout for one in done] == [True, True, beside, True]
        assert (folder / "payload").read_text() == PAGE


def test_what_was_changed_does_not_hold(run, archive, tmp_path):
    run("exhibit", "1")
    path = archive / "exhibit-1-v1.html"
    said = path.read_text()
    held = re.search(r'id="text" href="data:[^,]*,([^"]{40})', said)[1]
    path.write_text(said.replace(held, held[::-1]))
    assert shell(steps(path)[0], archive).returncode == 1


def test_it_holds_all_within_itself_and_runs_nothing(run, archive):
    run("exhibit", "1")
    said = (archive / "exhibit-1-v1.html").read_text()
    page = lxml.html.fromstring(said)
    assert not page.cssselect("script, img, link, iframe")
    assert "<b>closes" not in said
    assert html.escape("Harbour <i>Post</i>") in said
    assert {one.get("href").partition(":")[0] for one in page.cssselect("a")} == {"data"}
    facts = {
        row.cssselect("th")[0].text_content(): row.cssselect("td")[0].text_content() for row in page.cssselect("tr")
    }
    assert facts["Keeper"] == "The Quay Library"
    assert "no date is known" in facts["Published"]


def test_damaged_evidence_is_no_exhibit(run, archive):
    (file,) = (archive / "x-warcs").iterdir()
    raw = bytearray(file.read_bytes())
    raw[-60] ^= 0xFF
    file.write_bytes(raw)
    run("exhibit", "1", code=1)
    assert not (archive / "exhibit-1-v1.html").exists()


def test_a_row_of_a_table_has_a_text_to_show(run, archive):
    (archive / "rows.csv").write_text("title,text\nFerry,The ferry left.\n")
    run("add", "rows.csv")
    run("exhibit", "2")
    (step,) = steps(archive / "exhibit-2-v1.html")
    assert "OK" in shell(step, archive).stdout
