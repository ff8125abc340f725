"""The commands end to end: results on stdout, failures in words on stderr, exit codes as promised."""

import csv
import io
import json
import shutil
import sqlite3

import pytest

from tests.cli.conftest import running

DEPOT = "Crowd stops the depot eviction\n\nSeveral hundred neighbours filled Harbour Street.\n\nLoading Tweet ...\nTweet not loading? See it directly on Twitter\n\nThe bailiffs left at noon."
VOTE = "The council votes on the tram depot tomorrow. Drivers were not told.\n\nA raid on the depot in January found nothing."


def written(folder):
    folder.mkdir()
    (folder / "depot.txt").write_text(DEPOT)
    (folder / "vote.txt").write_text(VOTE)
    return folder


@pytest.fixture
def letters(tmp_path):
    return written(tmp_path / "letters")


@pytest.fixture(scope="module")
def filled(run_in):
    run, folder = run_in
    run("add", written(folder / "letters"))
    return folder


@pytest.fixture(scope="module")
def run_in_one(filled, tmp_path_factory):
    return running(shutil.copytree(filled, tmp_path_factory.mktemp("one"), dirs_exist_ok=True))


@pytest.fixture
def archive(copied, filled):
    return copied(filled) / "letters"


@pytest.fixture
def added(run, letters):
    """Letters that came from the very place where they are added again."""
    run("add", letters)
    return letters


def rows(done):
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


def test_two_texts_become_two_articles(ask, letters):
    report = ask("add", letters)
    assert {name: report[name] for name in ("added", "changed", "unchanged", "rejected", "skipped")} == {
        "added": 2, "changed": 0, "unchanged": 0, "rejected": 0, "skipped": 0,
    }  # fmt: skip
    assert [(one["outcome"], one["version"], one["flags"]) for one in report["inputs"]] == [
        ("added", "1", ["undated"])
    ] * 2
    assert {one["article"] for one in report["inputs"]} == {1, 2}


def test_adding_again_changes_nothing(run, ask, added):
    assert ask("add", added)["unchanged"] == 2
    assert "2 unchanged" in run("add", added).stdout


def test_search_finds_and_says_how_it_understood(run, ask, archive):
    found = ask("search", "depot", "-raid")
    assert [one["title"] for one in found["results"]] == ["Crowd stops the depot eviction"]
    assert (found["total"], found["distinct"], found["understood"]) == (1, 1, "depot -raid")
    printed = run("search", "raids").stdout
    assert "1 article" in printed
    assert "**raid**" in printed


def test_search_json_has_the_promised_shape(ask, archive):
    found = ask("search", "depot")
    assert list(found) == [
        "query", "understood", "notes", "sort", "total", "distinct", "undated", "took_ms", "next", "widened",
        "results", "facets", "timeline",
    ]  # fmt: skip
    assert list(found["results"][0]) == [
        "id", "version", "title", "outlet", "authors", "published", "url", "permalink", "snippet", "score", "copies",
    ]  # fmt: skip
    assert set(found["facets"]) == {"outlet", "year", "author", "section", "language", "tag"}
    assert set(found["timeline"]) == {"by", "points"}


def test_no_embed_debris_in_any_text(run, archive):
    assert "not loading" not in run("search", "depot", "--csv").stdout


@pytest.mark.parametrize(
    "words", ["(", '"unclosed', "covid-19", "o'neil", "C++", "*", "AND OR NOT", "title:", "\U0001f600", "-", "--"]
)
def test_every_string_is_a_question(run_in_one, words):
    run_in_one("search", *words.split())


def test_a_correction_moves_the_article_and_survives(run, ask, added):
    run("set", 1, "--published", "16 May 2022", "--outlet", "Depot Bulletin", "--by", "A. Reader")
    run("add", added)
    first = ask("search", "depot", "--sort", "newest")["results"][0]
    assert (first["id"], first["published"], first["outlet"]) == (1, "2022-05-16", "Depot Bulletin")
    shown = ask("show", 1)
    assert (shown["origin"]["published"], shown["version"]) == ("person", "1.1")
    assert shown["corrections"][0]["by"] == "A. Reader"
    assert ask("show", 1, "--version", "1")["published"] is None


def test_set_several_and_their_access(ask, run, archive):
    assert [one["outcome"] for one in ask("set", 1, 2, "--access", "excerpt", "--authors", "Ann Lee and Bo Rand")] == [
        "changed"
    ] * 2
    assert ask("show", 2)["access"] == "excerpt"
    assert ask("show", 2)["authors"] == ["Ann Lee", "Bo Rand"]


def test_show_and_cite(run, ask, archive):
    assert "¶2 The bailiffs left at noon." in run("show", 1).stdout
    cited = run("cite", 1, "--para", 2).stdout
    assert "‘Crowd stops the depot eviction’" in cited
    assert "pressmark:1/v1#p2" in cited
    assert ask("cite", 1)["text_sha256"] == ask("show", 1)["text_sha256"]


def test_export_is_whole_and_searches(run, archive, tmp_path):
    run("export", "depot", "-o", "depot.csv", "--columns", "id,title,text")
    found = list(csv.DictReader(io.StringIO((tmp_path / "depot.csv").read_bytes().decode(), newline="")))
    assert {row["title"] for row in found} == {
        "Crowd stops the depot eviction",
        "The council votes on the tram depot tomorrow",
    }
    assert len(rows(run("export", "-o", "-"))) == 2
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_words_that_look_like_options(run, ask, archive):
    assert ask("search", "depot", "-office", "-raid")["total"] == 1
    assert len(rows(run("export", "depot", "-raid", "-o", "-"))) == 1


def test_config_and_stats(run, ask, archive):
    run("config", "title", "Depots")
    assert run("config", "title").stdout == "Depots\n"
    assert ask("config")["title"] == "Depots"
    run("config", "base_url", "https://archive.example")
    assert ask("cite", 1)["permalink"] == "https://archive.example/article/1/v1"
    assert ask("stats")["articles"] == 2
    assert "2 articles" in run("stats").stdout


def test_options_of_add_are_applied(ask, run, letters):
    path = letters / "vote.txt"
    ask("add", path, "--published", "2022", "--title", "Vote", "--url", "https://b.example/vote", "--tag", "trams")
    shown = ask("show", 1)
    assert (shown["published"], shown["title"], shown["url"], shown["tags"]) == (
        "2022",
        "Vote",
        "https://b.example/vote",
        ["trams"],
    )
    assert shown["version"] == "1"


def test_standard_input(ask):
    line = json.dumps({"title": "Depot", "text": "Words."})
    assert ask("add", "-", stdin=line + "\n" + line + "\n")["inputs"][1]["outcome"] == "unchanged"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", "none.txt"], 1, "no such file"),
        (["add"], 2, "Missing argument"),
        (["add", "--published", "someday", "letters"], 2, "no date"),
        (["add", "--title", "x", "letters"], 2, "one thing"),
        (["add", "--url", "nonsense", "letters/vote.txt"], 2, "--url"),
        (["search", "depot"], 1, "no archive"),
        (["show", "1"], 1, "no archive"),
        (["nonsense"], 2, "No such command"),
        (["search", "--nonsense", "x"], 2, "nonsense"),
    ],
)
def test_mistakes_are_told_in_one_sentence_and_make_no_archive(run, letters, tmp_path, words, code, said):
    done = run(*words, code=code)
    assert said.lower() in done.stderr.lower()
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["show", "9"], 1, "no article 9"),
        (["show", "1", "--version", "7"], 1, "no version 7"),
        (["cite", "1", "--para", "99"], 1, "paragraphs 1 to 2"),
        (["set", "1"], 2, "nothing to set"),
        (["set", "9", "--title", "x"], 1, "no article 9"),
        (["config", "titel"], 1, "did you mean “title”"),
        (["export", "-o", "x.docx"], 2, "its ending should be .csv"),
        (["export", "-o", "none/x.csv"], 1, "cannot be written"),
        (["export", "-o", "-", "--columns", "nonsense"], 2, "no column"),
        (["add", "http://127.0.0.1:9/"], 1, "not public"),
        (["add", "http://127.0.0.1:9/" + "long" * 200], 1, "not public"),
        (["add", "long" * 200], 1, "long"),
        (["add", "http://127.0.0.1:9/", "--allow-private"], 1, "unreachable"),
    ],
)
def test_mistakes_in_an_archive(run_in_one, words, code, said):
    assert said in run_in_one(*words, code=code).stderr


def test_a_bad_file_does_not_stop_the_others(run, letters):
    (letters / "a.txt").write_bytes("Café".encode("cp1252"))
    (letters / "b.html").write_text("<html><body></body></html>")
    (letters / "c.pdf").write_bytes(b"%PDF-1.7")
    done = run("add", letters, code=1)
    assert "a.txt: it is not UTF-8 text" in done.stderr
    assert "b.html: " in done.stderr
    assert "3 added" in done.stdout
    assert "1 no_text" in done.stdout


def test_a_database_that_is_not_ours(run, tmp_path):
    with sqlite3.connect(tmp_path / "x.db") as conn:
        conn.execute("CREATE TABLE t (x)")
    for words in (["search", "x"], ["add", "-"], ["stats"]):
        assert "not a Pressmark archive" in run(*words, stdin="Words.", code=1).stderr


def test_a_reader_that_stops_reading(run, archive):
    import subprocess
    import sys

    command = f"{sys.executable} -m archive --db {archive.parent / 'x.db'} export -o - | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_disk_that_is_full(run, ask, added, tmp_path):
    import subprocess
    import sys

    rows = "".join(json.dumps({"text": f"{number} " + "word " * 2000}) + "\n" for number in range(600))
    (tmp_path / "many.jsonl").write_text(rows)
    command = f"ulimit -f 2000; exec {sys.executable} -m archive --db {tmp_path / 'x.db'} add many.jsonl"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "what was reported before is kept" in done.stderr
    assert ask("search", "depot")["total"] == 2
    assert ask("add", added)["unchanged"] == 2
