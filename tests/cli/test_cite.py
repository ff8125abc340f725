"""`pressmark cite` end to end: styles, records, quotations, and what cannot be cited."""

import json

import pytest
import rispy


@pytest.fixture(scope="module")
def run(run_in):
    run, folder = run_in
    rows = [
        {"url": f"https://courier.example/{n}", "title": f"Story {n}", "outlet": "The Eastgate Courier", "byline": "Ines Marlowe",
         "published": f"2020-12-0{n}", "text": f"Opening {n}.\n\nThe bailiffs left at noon."}
        for n in (1, 2)
    ]  # fmt: skip
    table = folder / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run("add", table)
    run("config", "base_url", "https://archive.example")
    return run


def test_a_style_gives_the_note_and_the_entry(run):
    note, entry = run("cite", 1, "--style", "chicago", "--para", 2).stdout.strip().split("\n\n")
    assert note.startswith(
        "Ines Marlowe, “Story 1,” Eastgate Courier, December 1, 2020, para. 2, https://courier.example/1, archived"
    )
    assert entry.startswith(
        "Marlowe, Ines. “Story 1.” Eastgate Courier, December 1, 2020. https://courier.example/1. Archived"
    )


def test_without_a_style_it_is_one_line(run):
    assert len(run("cite", 1).stdout.strip().splitlines()) == 1


def test_html_has_italics(run):
    assert "<i>The Eastgate Courier</i>" in run("cite", 1, "--style", "apa", "--html").stdout


def test_words_are_quoted_as_they_stand_with_their_paragraph(run):
    quoted, cited, marked = run("cite", 1, "--quote", "the bailiffs left").stdout.strip().split("\n\n")
    assert quoted == "“The bailiffs left”"
    assert ", paragraph 2. " in cited
    assert marked == "https://archive.example/article/1/v1#p2:~:text=The%20bailiffs%20left"
    facts = json.loads(run("cite", 1, "--quote", "bailiffs", "--json").stdout)
    assert (facts["quotation"], facts["paragraphs"], facts["version"]) == ("bailiffs", [2], "1")


def test_several_articles_as_records(run):
    found = rispy.loads(run("cite", 1, 2, "--format", "ris").stdout)
    assert [one["title"] for one in found] == ["Story 1", "Story 2"]
    assert [one["title"] for one in json.loads(run("cite", 1, 2, "--format", "csl-json").stdout)] == [
        "Story 1",
        "Story 2",
    ]
    assert [one["article_id"] for one in json.loads(run("cite", 1, 2, "--json").stdout)] == [1, 2]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((9,), 1, "there is no article 9"),
        ((1, "--para", 5), 1, "has paragraphs 1 to 2, not 5"),
        ((1, "--quote", "the bailiffs stayed"), 1, "these words are not in article 1 v1: “the bailiffs stayed”"),
        ((1, 2, "--para", 1), 2, "give one ID"),
        ((1, "--style", "vancouver"), 2, "vancouver"),
        ((), 2, "ID"),
    ],
)
def test_what_cannot_be_cited(run, words, code, said):
    assert said in run("cite", *words, code=code).stderr
