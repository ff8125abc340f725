"""The package says what it is, proves that it is whole, and tells what changed; one that was tampered with is found out."""

import hashlib
import io
import json
import struct
import zipfile
import zlib

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
from archive.store import articles, columns, config, snapshot

NOW = "2026-03-01T12:00:00Z"
FORM = export.form_of("x.zip")
FERRY = Question("ferry")
READINGS = (
    Reading(title="=Ferry", text="The ferry left.\n\nIt was “late”, again.", published="2024-03-14", outlet="The Harbour Post"),
    Reading(title="Ferry, week 2", text="The ferry stayed.", published="2024", outlet="Estuary Times"),
    Reading(title=None, text="A leaflet about the ferry."),
)  # fmt: skip


@pytest.fixture
def packed(store, put, tmp_path):
    """Writes the package of a question, and gives its path; three articles on a ferry are in the archive."""
    put(*READINGS)
    with store.transaction() as conn:
        config.put(conn, "title", "Quay Archive")
        config.put(conn, "licence", "For reading rooms alone")

    def packed(asked=FERRY, name="a.zip", names=None):
        path = tmp_path / name
        with snapshot(store.conn):
            chosen = FORM.columns(names)
            table = export.found.articles(store.conn, Fts5(store.conn), asked, chosen, made=NOW)
            export.save(path, export.pieces(FORM, export.counted(table)))
        return path

    return packed


def manifest_of(path):
    with zipfile.ZipFile(path) as opened:
        return json.loads(opened.read(package.MANIFEST))


def faults(path):
    return {fault.name: fault.what for fault in unpacking.check(path).faults}


def changed(path, change):
    """A copy of a package, written anew after a change to its members by name."""
    with zipfile.ZipFile(path) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    change(held)
    copy = path.with_name("b.zip")
    with zipfile.ZipFile(copy, "w") as made:
        for name, content in held.items():
            made.writestr(name, content)
    return copy


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


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("articles.csv", "it is missing"),
        ("README.md", "it is missing"),
    ],
)
def test_a_missing_file_is_named(packed, name, words):
    assert faults(changed(packed(), lambda held: held.pop(name))) == {name: words}


def test_a_changed_byte_is_named(packed):
    def change(held):
        held["articles.csv"] = held["articles.csv"].replace(b"stayed", b"sailed")
        held["README.md"] += b"!"

    found = faults(changed(packed(), change))
    assert "SHA-256" in found["articles.csv"]
    assert "longer than" in found["README.md"]


def test_a_text_that_was_changed_with_its_manifest_is_named(packed):
    def change(held):
        held["articles.csv"] = held["articles.csv"].replace(b"stayed", b"sailed")
        told = json.loads(held["manifest.json"])
        told["files"]["articles.csv"]["sha256"] = hashlib.sha256(held["articles.csv"]).hexdigest()
        held["manifest.json"] = json.dumps(told).encode()

    assert faults(changed(packed(), change)) == {
        "articles.csv": "1 of its texts do not have the hash that stands beside them"
    }


def test_a_row_less_is_named(packed):
    def change(held):
        held["articles.csv"] = held["articles.csv"].rpartition(b"\r\n3,")[0]
        told = json.loads(held["manifest.json"])
        told["files"]["articles.csv"] = {
            "bytes": len(held["articles.csv"]), "sha256": hashlib.sha256(held["articles.csv"]).hexdigest(),
        }  # fmt: skip
        held["manifest.json"] = json.dumps(told).encode()

    assert "3 were expected, 3 written" in faults(changed(packed(), change))["articles.csv"]


def test_what_was_put_in_is_named(packed, tmp_path):
    path = packed()
    with zipfile.ZipFile(path, "a") as opened:
        for name in ("../evil.txt", "/etc/passwd", "C:\\x", "more.csv", "folder/"):
            opened.writestr(zipfile.ZipInfo(name), "x" if name != "folder/" else "")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr("README.md", "another")
    found = unpacking.check(path).faults
    said = {(fault.name, fault.what.split(":")[0]) for fault in found}
    for name in ("../evil.txt", "/etc/passwd", "C:\\x"):
        assert (name, "its name leads out of the folder that it would be unpacked into") in said
    assert ("README.md", "there are two files of this name") in said
    assert ("more.csv", "the manifest does not know it") in said
    assert {
        ("link", "it is a folder or a link, and no file"),
        ("folder/", "it is a folder or a link, and no file"),
    } <= said


def test_a_damaged_member_is_named(packed):
    path = packed()
    raw = bytearray(path.read_bytes())
    raw[200] ^= 0xFF
    path.write_bytes(raw)
    assert "articles.csv" in faults(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no zip"),
        (b"PK\x03\x04 half", "is no zip"),
        (b"id,title\r\n", "is no zip"),
    ],
)
def test_what_is_no_package_is_said(tmp_path, content, words):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        unpacking.check(path)


def test_half_a_package_cannot_be_opened(packed):
    path = packed()
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InputError, match="breaks off"):
        unpacking.check(path)


@pytest.mark.parametrize(
    "manifest", [None, b"", b"[1]", b"{}", b"[" * 100_000, b'{"manifest": 1, "rows": {}, "files": {}}']
)
def test_a_manifest_that_says_nothing_is_told(packed, manifest):
    def change(held):
        held.pop("manifest.json")
        if manifest is not None:
            held["manifest.json"] = manifest

    with pytest.raises(InputError, match=r"manifest\.json"):
        unpacking.check(changed(packed(), change))


def test_a_newer_form_is_told(packed):
    def change(held):
        held["manifest.json"] = json.dumps({**json.loads(held["manifest.json"]), "manifest": 99}).encode()

    with pytest.raises(InputError, match="newer Pressmark"):
        unpacking.check(changed(packed(), change))


def test_a_bomb_is_left_where_it_says_that_it_ends(packed):
    checked = unpacking.check(bomb(packed()))
    assert [fault.name for fault in checked.faults if "longer than" in fault.what] == ["articles.csv"]


def bomb(path):
    """The same package, its articles unfolding to 300 MB of nothing."""
    with zipfile.ZipFile(path) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in held.items():
            with made.open(name, "w") as member:
                for piece in [content] if name != "articles.csv" else [b"\0" * 10_000_000] * 30:
                    member.write(piece)
    return path


def test_members_that_overlap_are_refused(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(overlapping(40))
    with pytest.raises(InputError, match="made to do harm"):
        unpacking.check(path)


def overlapping(count):
    """A zip whose members all share one stretch of bytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"\0" * 100_000) + packed.flush()
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, zlib.crc32(b"\0" * 100_000), len(body), 100_000, 1, 0)
        + b"a"
        + body
    )
    entry = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, zlib.crc32(b"\0" * 100_000), len(body), 100_000, 3, 0, 0, 0, 0, 0, 0)
        + b"%03d" % n
        for n in range(count)
    )  # fmt: skip
    return local + entry + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(entry), len(local), 0)


def test_a_directory_without_end_is_not_read(tmp_path):
    path = tmp_path / "x.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for n in range(15_000):
            made.writestr(f"{n:030}", "")
    path.write_bytes(buffer.getvalue())
    with pytest.raises(InputError, match="far too many"):
        unpacking.check(path)


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
