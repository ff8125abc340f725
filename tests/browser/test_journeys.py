"""Ten ways through the reading room, in a real browser with scripts and without; the console stays clean."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _clean(reader):
    yield
    assert reader.wrong == []


def arrive(page, heading):
    """Wait for the page whose heading begins so."""
    page.get_by_role("heading", level=1, name=re.compile(f"^{re.escape(heading)}")).wait_for(timeout=10_000)


def test_search_and_open(reader, address):
    reader.goto(address)
    reader.get_by_role("searchbox").fill("lock gates")
    reader.get_by_role("button", name="Search").click()
    arrive(reader, "1 article (2 with copies)")
    reader.locator(".hit h2 a").click()
    reader.locator("mark").nth(2).wait_for()


def test_narrow_and_widen(reader, address):
    reader.goto(f"{address}/search?q=ferry+gates")
    reader.locator(".offer a").click()
    arrive(reader, "3 articles")
    reader.locator(".facets a", has_text="Post 1").first.click()
    arrive(reader, "1 article")
    reader.locator(".chips a").click()
    arrive(reader, "3 articles")


def test_choose_a_span_of_time(reader, address):
    reader.goto(f"{address}/search")
    if reader.has_scripts:
        bars = reader.locator("svg.bars a")
        bars.first.focus()
        reader.keyboard.press("Shift+ArrowRight")
        reader.keyboard.press("Enter")
    else:
        reader.locator(".between input[name=from]").fill("2024-01")
        reader.locator(".between input[name=to]").fill("2024-02")
        reader.get_by_role("button", name="Show").click()
    reader.wait_for_url("**from=2024-01*")
    arrive(reader, "2 articles")


def test_drag_over_bars(reader, address):
    if not reader.has_scripts:
        pytest.skip("dragging needs a script; the fields below the timeline do not")
    reader.goto(f"{address}/search")
    boxes = [one.bounding_box() for one in reader.locator("svg.bars a .place").all()]
    reader.mouse.move(boxes[0]["x"] + 5, boxes[0]["y"] + 40)
    reader.mouse.down()
    reader.mouse.move(boxes[1]["x"] + 5, boxes[1]["y"] + 40, steps=4)
    reader.mouse.up()
    reader.wait_for_url("**from=2024-01*")
    arrive(reader, "2 articles")


def test_step_through_hits(reader, address):
    reader.goto(f"{address}/article/2?q=ferry")
    if reader.has_scripts:
        reader.keyboard.press("n")
        assert reader.locator(".steps output").inner_text() == "1 of 1"
        assert reader.locator(".text mark.here").count() == 1
        reader.get_by_role("checkbox", name="keys").uncheck()
        reader.reload()
        reader.keyboard.press("n")
        assert reader.locator("mark.here").count() == 0
        reader.get_by_role("button", name="next").click()
        assert reader.locator("mark.here").count() == 1
        reader.get_by_role("checkbox", name="keys").check()
    else:
        reader.locator(".hitbar .places a").first.click()
        reader.wait_for_url("**#p2")


def test_cite(reader, address):
    reader.goto(f"{address}/article/2")
    reader.locator(".styles summary", has_text="Chicago").click()
    cite = reader.locator(".style[open] .cite").first
    assert "The ferry is late" in cite.inner_text()
    if reader.has_scripts:
        button = reader.locator(".style[open] .copyable button").first
        button.click()
        reader.get_by_role("button", name="Copied").wait_for()
        assert reader.evaluate("navigator.clipboard.readText()") == cite.inner_text()


def test_quote(reader, address):
    if reader.has_scripts:
        reader.goto(f"{address}/article/2")
        reader.locator("#p2").select_text()
        reader.get_by_role("button", name="Copy as a quotation").click()
        reader.locator(".quotebar output", has_text="Copied").wait_for()
        said = reader.evaluate("navigator.clipboard.readText()")
    else:
        reader.goto(f"{address}/article/2")
        reader.get_by_role("link", name="Quote words of it").click()
        reader.locator("textarea").fill("the ferry was an hour late")
        reader.get_by_role("button", name="Quote").click()
        said = reader.locator(".written").inner_text()
    assert re.match(r"“The ferry was an hour late\.?”", said), said
    assert "¶2 · pressmark:2/v1#p2" in said
    assert re.search(r"SHA-256 of the text: [0-9a-f]{64}", said)


def test_look(reader, address):
    reader.goto(f"{address}/article/2")
    reader.get_by_text("Sans", exact=True).click()
    family = "one => getComputedStyle(one).fontFamily"
    reader.get_by_text("Only the text").click()
    assert reader.locator("aside").is_hidden()
    if reader.has_scripts:
        assert reader.locator(".text").evaluate(family).startswith("system-ui")
        reader.reload()
        assert reader.locator(".text").evaluate(family).startswith("system-ui")
        assert reader.locator("aside").is_hidden()
        reader.evaluate("localStorage.clear()")


def test_versions_and_evidence(reader, address):
    reader.goto(f"{address}/article/4")
    reader.get_by_role("link", name="what changed").click()
    assert reader.locator(".text del").inner_text().strip() == "four"
    reader.goto(f"{address}/article/4")
    reader.get_by_role("link", name="Check it now").click()
    assert "exactly the one" in reader.get_by_role("status").inner_text()


def test_copies(reader, address):
    reader.goto(f"{address}/search?q=lock")
    reader.locator(".also summary").click()
    reader.get_by_role("link", name="how they differ").click()
    reader.get_by_role("link", name="how it differs").click()
    assert reader.locator(".text ins").count() == 1


def test_more_like_this(reader, address):
    reader.goto(f"{address}/article/2")
    if reader.has_scripts:
        reader.locator("#like").scroll_into_view_if_needed()
        reader.locator("#like .newest a, #like .nothing").first.wait_for()
    else:
        reader.locator("#like a").click()
    assert reader.get_by_role("link", name="<script>").count() or reader.locator(".nothing").count()


def test_collect(reader, address):
    reader.goto(f"{address}/search?q=ferry")
    name = f"Shelf {reader.has_scripts}"
    reader.locator(".hit input[type=checkbox]").first.check()
    reader.locator(".choosing input[name=name]").fill(name)
    reader.get_by_role("button", name="Collect").click()
    arrive(reader, name)
    reader.get_by_role("link", name="Search in it").click()
    arrive(reader, "1 article")


def test_a_point_of_a_trend_leads_to_its_articles(reader, address):
    reader.goto(f"{address}/trends?q=ferry&q=lock")
    reader.locator("svg.bars a").first.click(force=True)
    reader.wait_for_url("**/search*")
    assert reader.locator(".hit").count()


def test_save_a_search_and_take_it_away(reader, address):
    reader.goto(f"{address}/search?q=ferry&sort=newest")
    reader.get_by_text("Save this search").click()
    reader.locator(".naming input[name=name]").fill("Late ferries")
    reader.get_by_role("button", name="Save").click()
    arrive(reader, "Late-ferries")
    assert reader.locator(".newest a").count() > 0
    reader.get_by_role("button", name="I have seen these").click()
    reader.get_by_text("Nothing.").wait_for()
    reader.get_by_role("button", name="Keep this search no longer").click()
    arrive(reader, "Saved searches")
