"""Every style sets every case as its guide wants it, and no stranger's text becomes markup."""

import tomllib
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import cite
from archive.cite import words
from archive.model import Citation

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "citations.toml").read_text())
SETTING = {"house": cite.house, **cite.STYLES}


def citation(**changed):
    facts = {"modified": None, "url": None, "archived_url": None, "captured_at": None, **CASES["base"], **changed}
    return Citation(**{name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()})


def starred(line):
    return cite.as_text(line.replace("\ufdd0", "*").replace("\ufdd1", "*"))


@pytest.mark.parametrize("style", SETTING)
@pytest.mark.parametrize("case", CASES["citation"], ids=lambda case: case["name"])
def test_each_case_in_each_style(case, style):
    one = citation(**dict.fromkeys(case.get("without", [])), **case.get("with", {}))
    made, copy = SETTING[style](one), CASES["copy"][style]
    wanted = {
        part: line.replace("{copy}", copy).replace("{Copy}", words.capital(copy)) for part, line in case[style].items()
    }
    assert {part: starred(getattr(made, part)) for part in wanted} == wanted


def test_no_style_is_without_cases():
    assert all(set(SETTING) <= set(case) for case in CASES["citation"])


@pytest.mark.parametrize("style", SETTING)
def test_html_has_italics_and_nothing_of_a_stranger(style):
    hostile = "<script>alert(1)</script>\"'&"
    one = citation(title=hostile, outlet=hostile, authors=[hostile], url=f"https://x.example/{hostile}")
    for line in (SETTING[style](one).cited, SETTING[style](one).listed):
        fragment = lxml.html.fragment_fromstring(cite.as_html(line), create_parent="p")
        assert {element.tag for element in fragment.iter()} <= {"p", "i"}
        assert fragment.text_content() == cite.as_text(line)
        assert "italic" not in line
    assert "<i>" in cite.as_html(SETTING[style](one).listed)


def test_what_runs_from_right_to_left_keeps_to_itself():
    line = SETTING["oscola"](citation(title="عمال الميناء", outlet="صوت الميناء")).cited
    assert "‘<bdi>عمال الميناء</bdi>’ <i><bdi>صوت الميناء</bdi></i>" in cite.as_html(line)
    assert "‘عمال الميناء’ صوت الميناء" in cite.as_text(line)


@pytest.mark.parametrize("style", SETTING)
@given(
    title=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])),
    name=st.text(st.characters(categories=["L", "P", "Zs"]), min_size=1),
)
def test_any_title_and_any_name_can_be_cited(style, title, name):
    made = SETTING[style](citation(title=title.strip() or None, authors=[name]))
    assert "sha256:9f2c41aa7be0" in made.listed
    lxml.html.fragment_fromstring(cite.as_html(made.listed), create_parent="p")


def test_apa_names_twenty_and_of_more_the_first_nineteen_and_the_last():
    many = [f"A{chr(97 + at)} Vale{chr(97 + at)}" for at in range(21)]
    line = cite.as_text(SETTING["apa"](citation(authors=many)).listed)
    assert "Vales, A., . . . Valeu, A. (2020" in line
    assert "Valet" not in line
    assert ", & Valet, A. (2020" in cite.as_text(SETTING["apa"](citation(authors=many[:20])).listed)


def test_chicago_lists_ten_and_of_more_seven():
    many = [f"Ann Vale{chr(97 + at)}" for at in range(11)]
    assert "and Ann Valej." in cite.as_text(SETTING["chicago"](citation(authors=many[:10])).listed)
    assert "Ann Valeg, et al." in cite.as_text(SETTING["chicago"](citation(authors=many)).listed)


def test_mhra_keeps_the_times():
    assert "*The Times*" in starred(SETTING["mhra"](citation(outlet="The Times")).listed)
