"""The package says what it is, proves that it is whole, and tells what changed since."""

import hashlib
import json
import zipfile

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import export, text
from archive.errors import InputError
from archive.export import again, package, question, unpacking
from archive.export.question import Question
from archive.model import Reading
from archive.search import Fts5
from archive.store import articles, columns
from tests.export.conftest import FORM, NOW


def manifest_of(path):
    with zipfile.ZipFile(path) as opened:
        return json.loads(opened.read(package.MANIFEST))


def test_it_is_whole_and_frictionless_agrees(packed, tmp_path):
    path = packed()
    checked = unpacking.check(path)
    assert (checked.rows, checked.faults) == (3, ())
    with zipfile.ZipFile(path) as opened:
        assert opened.namelist() == [
            "articles.csv",
            "datapackage.json",
            "README.md",
            "start.py",
            "start.R",
            "manifest.json",
        ]
        assert checked.manifest_sha256 == hashlib.sha256(opened.read("manifest.json")).hexdigest()
        opened.extractall(tmp_path / "out")
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten()
    (resource,) = json.loads((tmp_path / "out" / "datapackage.json").read_text())["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == list(columns.NAMES)
    assert all(field["description"] and field["example"] for field in resource["schema"]["fields"])


def test_the_manifest_says_what_was_asked_and_of_what(packed):
    asked = Question("ferry", (("outlet", "the-harbour-post"), ("-language", "fr")), since="2024", distinct=True)
    told = manifest_of(packed(asked))
    assert {name: told[name] for name in ("query", "filters", "sort", "count", "understood", "made_at")} == {
        "query": "ferry",
        "filters": {"outlet": ["the-harbour-post"], "-language": ["fr"], "from": ["2024"]},
        "sort": "newest",
        "count": "distinct",
        "understood": "ferry",
        "made_at": NOW,
    }
    assert told["rows"] == {"expected": 1, "written": 1}
    assert told["flow"]["screened"] == 3
    assert told["flow"]["excluded"] == 2
    assert told["archive"]["title"] == "Quay Archive"
    assert told["period"] == ["2024-01-01", "2024-03-14"]
    assert again.asked(told) == asked


def test_the_readme_says_how_to_cite_it(packed):
    with zipfile.ZipFile(packed(Question("ferry\n# “x”"))) as opened:
        said = opened.read("README.md").decode()
    assert said.startswith("# Articles matching “ferry # “x””\n")
    assert "For reading rooms alone" in said
    assert "$" not in said


def test_the_state_is_that_of_the_texts(packed, put, store):
    first = manifest_of(packed())["state"]
    lines = store.conn.execute("SELECT text_sha256 || ' ' || id || char(10) FROM articles ORDER BY 1").fetchall()
    assert first["sha256"] == hashlib.sha256("".join(line for (line,) in lines).encode()).hexdigest()
    assert manifest_of(packed(name="c.zip"))["state"] == first
    put(Reading(text="Another."))
    assert manifest_of(packed(name="d.zip"))["state"]["sha256"] != first["sha256"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_is_read_back_and_agrees_with_its_hash(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("any") / "a.zip"
    rows = [(n, "1", text.sha256(words), words) for n, words in enumerate(texts, 1)]
    told = {"archive": {"uuid": "1"}, "filters": {}, "query": "", "gaps": [], "made_at": NOW, "program": "Pressmark"}
    names = ("id", "version", "text_sha256", "text")
    made = export.Table(names, iter(rows), NOW, expected=len(rows), account=lambda: told)
    export.save(path, FORM.write(made))
    assert unpacking.check(path).faults == ()
    assert [row["text"] for row in unpacking.rows(path)] == texts


def test_columns_that_comparing_needs_are_always_there(packed):
    assert manifest_of(packed(names="title"))["columns"] == ["id", "version", "text_sha256", "title"]


def test_again_tells_what_was_added_changed_and_withdrawn(packed, store, put):
    path = packed()
    put(Reading(title="New", text="A new ferry."))
    with store.transaction() as conn:
        articles.correct(conn, 1, articles.Said({"title": "Ferry!"}), at=NOW)
        conn.execute("UPDATE articles SET text = 'Nothing.', title = '' WHERE id = 2")
        conn.execute("UPDATE articles SET redirect_to = 1 WHERE id = 3")
    since = again.compare(store.conn, Fts5(store.conn), path, manifest_of(path))
    assert since.same == 0
    assert [(one.id, one.now) for one in since.added] == [(4, "1")]
    assert [(one.id, one.was, one.now) for one in since.changed] == [(1, "1", "1.1")]
    assert {(one.id, one.why) for one in since.withdrawn} == {(3, "became article 1"), (2, "no longer matches")}


def test_nothing_is_told_of_another_archive(packed, store):
    path = packed()
    told = manifest_of(path)
    told["archive"]["uuid"] = "another"
    with pytest.raises(InputError, match="another archive"):
        again.compare(store.conn, Fts5(store.conn), path, told)


CHOICES = st.lists(
    st.tuples(st.sampled_from(["outlet", "-outlet", "tag", "-language"]), st.text(max_size=9)), max_size=4
)


@given(st.text(), CHOICES, st.sampled_from([None, "2024", "2024-05-06"]), st.booleans())
def test_any_question_is_read_back(words, choices, since, distinct):
    asked = Question(words, tuple(sorted(choices, key=lambda one: one[0])), since, distinct=distinct)
    assert question.of_data(json.loads(json.dumps(asked.data()))) == asked


@pytest.mark.parametrize("data", [{}, {"query": 1}, {"query": "a", "filters": {"from": ["soon"]}, "sort": "newest"},
                                  {"query": "a", "filters": {"colour": ["red"]}, "sort": "newest"}, {"query": "a", "filters": {}, "sort": "best"}])  # fmt: skip
def test_what_is_no_question_is_refused(data):
    with pytest.raises(InputError, match="cannot be gone by"):
        again.asked(data)
