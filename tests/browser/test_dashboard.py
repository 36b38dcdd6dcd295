"""What a reader does, in a browser, page by page."""

import re
import urllib.request

import pytest

from tests.browser.site import ARTIFACTS, settle

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
expect.set_options(timeout=15_000)
pytestmark = pytest.mark.browser

HEADS = {
    "/": "What the documents claim",
    "/trends": "Trends",
    "/checks": "Checks",
    "/claims": "Claims",
    "/documents": "Documents",
    "/data": "Data",
}


def head(page):
    return page.locator("#page h1")


def go(page, path):
    """Follow a link of ours without loading the app anew."""
    page.evaluate("path => window.dash_clientside.claims.go(path)", path)


@pytest.fixture
def claim_id(published):
    """The id of the claim with a quote."""
    from dashboard.extracts import Extracts

    claims = Extracts(published).snapshot().claims
    return lambda quote: claims.filter(quote=quote)["claim_id"][0]


def test_the_navigation_leads_through_every_page_and_back(page, site):
    page.goto(site)
    expect(head(page)).to_have_text(HEADS["/"])
    for path in list(HEADS)[1:]:
        page.locator(f"nav a[data-nav='{path}']").click()
        expect(head(page)).to_have_text(HEADS[path])
        expect(page).to_have_url(re.compile(f"{path}$"))
        expect(page.locator(f"nav a[data-nav='{path}']")).to_have_attribute("aria-current", "page")
        expect(page).to_have_title(re.compile(HEADS[path]))
    page.go_back()
    expect(head(page)).to_have_text("Documents")
    page.go_back()
    expect(head(page)).to_have_text("Claims")


def barriers(page):
    """What axe-core finds serious or critical, with the elements."""
    found = axe.Axe().run(page).response["violations"]
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_fits_and_has_no_barrier(open_page, site, scheme, width, claim_id):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 860}, bypass_csp=True)
    page.goto(site)
    expect(head(page)).to_be_visible()
    documents = [("/document/lantern-annual-2026", "Lantern"), ("/document/hostile", "=cmd")]
    others = [("/trends?layout=multiples", "Trends"), (f"/claim/{claim_id('61 %')}", "Lantern")]
    for path, title in [*HEADS.items(), *documents, *others]:
        go(page, path)
        expect(head(page)).to_contain_text(title)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == scheme
        settle(page)
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"\W+", "-", path).strip("-") or "overview"
        assert barriers(page) == [], path
        page.screenshot(path=ARTIFACTS / f"{name}-{scheme}-{width}.png", full_page=True)


def test_a_claim_address_lands_on_its_sentence(page, site, claim_id):
    page.goto(f"{site}/claim/{claim_id('18,000')}")
    mark = page.locator("mark.claim.target")
    expect(mark).to_have_text("18,000")
    expect(mark).to_be_in_viewport()
    expect(page.locator(".claim-card")).to_contain_text("about 18,000 employees")


def test_what_is_not_there_says_so(page, site, watch):
    watch.expected.append("404")
    page.goto(f"{site}/claim/nothing")
    expect(head(page)).to_have_text("Not found")
    page.get_by_role("link", name="Search the claims").click()
    expect(head(page)).to_have_text("Claims")


def test_the_log_toggle_stands_in_the_address_and_comes_back(open_page, site):
    page = open_page()
    page.goto(f"{site}/trends")
    expect(page.locator(".js-plotly-plot .scatterlayer")).to_be_visible()
    page.get_by_text("Log", exact=True).click()
    expect(page).to_have_url(re.compile("scale=log"))
    expect(page.locator("#results a", has_text="CSV")).to_have_attribute("href", re.compile("scale=log"))
    again = open_page()
    again.goto(page.url)
    expect(again.locator("input[type=radio][value=log]")).to_be_checked()


def test_another_metric_changes_subjects_and_units(page, site):
    page.goto(f"{site}/trends")
    expect(page.locator(".js-plotly-plot .scatterlayer")).to_be_visible()
    page.get_by_label("Metric").first.click()
    page.get_by_role("option", name=re.compile("gross margin")).click()
    expect(page.locator(".chart-title")).to_contain_text("Gross margin, percent")
    expect(page).to_have_url(re.compile("metric=gross_margin"))


def test_a_point_opens_its_sentence(page, site):
    page.goto(f"{site}/trends?metric=revenue&unit=USD&subject=Beacon")
    points = page.locator(".js-plotly-plot .scatterlayer .points path.point")
    expect(points.first).to_be_visible()
    box = points.first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#evidence blockquote")).to_contain_text("Beacon made")


def test_the_table_twin_leads_to_the_sentence_by_keyboard(page, site):
    page.goto(f"{site}/trends?metric=revenue&unit=USD&subject=Beacon")
    page.get_by_text("Show as a table").focus()
    page.keyboard.press("Enter")
    page.locator(".twin td a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark.claim.target")).to_be_visible()


@pytest.mark.parametrize(("button", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_a_chart_is_saved_as_an_image(page, site, tmp_path, button, start):
    page.goto(f"{site}/trends")
    expect(page.locator(".js-plotly-plot .scatterlayer")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("button", name=button).click()
    path = tmp_path / saving.value.suggested_filename
    saving.value.save_as(path)
    assert path.suffix == f".{button.lower()}"
    assert path.name.startswith("revenue-usd")
    assert path.read_bytes().startswith(start)


def test_the_csv_of_a_chart_is_there_without_a_browser(page, site):
    page.goto(f"{site}/trends")
    address = page.locator("#results a", has_text="CSV").get_attribute("href")
    with urllib.request.urlopen(site + address) as answer:
        assert answer.read().startswith(b"label,claim_id")


def test_checks_are_filtered_and_one_is_opened(page, site):
    page.goto(f"{site}/checks")
    page.locator(".summary .badge", has_text="Update").click()
    expect(page).to_have_url(re.compile("verdict=update"))
    expect(page.locator(".check-list li")).to_have_count(1)
    expect(page.locator(".panel")).to_contain_text("Who said what when")
    page.go_back()
    expect(page.locator(".check-list li")).to_have_count(5)
    title = page.locator(".check-list a .item-title").nth(3).inner_text()
    page.locator(".check-list a").nth(3).click()
    expect(page).to_have_url(re.compile("check=k"))
    expect(page.locator(".panel-title")).to_have_text(title)
    expect(page.locator(".check-list a[aria-current] .item-title")).to_have_text(title)


def test_on_a_phone_a_check_leads_back_to_the_list_it_came_from(open_page, site):
    page = open_page(viewport={"width": 390, "height": 800})
    page.goto(f"{site}/checks?verdict=consistent")
    page.locator(".check-list a").nth(1).click()
    expect(page.locator(".panel-title")).to_be_in_viewport()
    expect(page.locator(".controls")).to_be_hidden()
    page.locator(".only-phone").click()
    expect(page.locator(".check-list li")).to_have_count(2)
    expect(page).to_have_url(re.compile("verdict=consistent$"))


def test_the_grid_filters_searches_and_opens_a_claim(page, site):
    page.goto(f"{site}/claims")
    rows = page.locator(".ag-center-cols-container .ag-row")
    expect(rows.first).to_contain_text("$61.8 billion")
    page.get_by_label(re.compile("Update")).check()
    expect(page.locator("#claims-summary")).to_contain_text("1 claim")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile("verdict=update"))
    page.get_by_role("link", name="Clear filters").click()
    expect(page.locator("#claims-summary")).to_contain_text("19 claims")
    page.get_by_label("Search claims", exact=True).fill("rocket")
    expect(page).to_have_url(re.compile("q=rocket"))
    expect(page.locator("mark.hit").first).to_have_text("rocket")
    page.locator(".ag-cell a").first.click()
    expect(page.locator("mark.claim.target")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Search claims", exact=True)).to_have_value("rocket")
    expect(page.locator("mark.hit").first).to_have_text("rocket")


def test_enter_on_a_row_opens_its_sentence(page, site):
    page.goto(f"{site}/claims?subject=Beacon")
    page.locator(".ag-cell[col-id=subject]").first.click()
    page.keyboard.press("Enter")
    expect(page.locator("mark.claim.target")).to_be_visible()


def test_the_theme_is_toggled_and_remembered(open_page, site):
    page = open_page(locale="en-GB")
    page.goto(site)
    expect(head(page)).to_be_visible()
    page.get_by_label("Toggle color scheme").click()
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"
    page.goto(f"{site}/data")
    expect(head(page)).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"


def test_the_keyboard_reaches_content_and_search(page, site):
    page.goto(site)
    expect(head(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#jump")).to_be_focused()
    page.keyboard.type("renewal")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/claims.q=renewal"))


def test_the_navigation_folds_away_on_a_phone(open_page, site):
    page = open_page(viewport={"width": 390, "height": 800})
    page.goto(site)
    expect(head(page)).to_be_visible()
    link = page.locator("nav a[data-nav='/checks']")
    expect(link).not_to_be_in_viewport()
    page.get_by_label("Navigation").click()
    expect(link).to_be_in_viewport()
    link.click()
    expect(head(page)).to_have_text("Checks")
    expect(link).not_to_be_in_viewport()


def test_a_hostile_document_is_only_text(page, site):
    page.goto(site)
    expect(head(page)).to_be_visible()
    for path in ("/document/hostile", "/claims?document=hostile", "/trends?metric=price", "/documents", "/checks"):
        go(page, path)
        expect(head(page)).to_be_visible()
        page.wait_for_timeout(300)
        assert page.evaluate("window.pwned") is None
    page.goto(f"{site}/document/hostile")
    expect(page.locator("mark.claim").nth(1)).to_have_text("42 tonnes")
    expect(page.locator(".text")).to_contain_text("<script>window.pwned = 1</script>")
    assert page.locator(".text script, .text img, .text svg").count() == 0


def test_the_side_list_follows_the_text(page, site):
    page.goto(f"{site}/document/lantern-annual-2026")
    expect(page.locator(".side-list li.in-view").first).to_be_visible()
    page.locator(".side-list a", has_text="$23.0 billion").click()
    expect(page.locator("mark.claim.flash")).to_have_text("$23.0 billion")


def test_new_data_appears_without_a_restart(open_page, serve, tmp_path):
    from tests.dashboard import fixture_snapshot

    address = serve(tmp_path)
    page = open_page()
    page.goto(address)
    expect(head(page)).to_have_text("No data yet")
    fixture_snapshot.write(tmp_path)
    page.reload()
    expect(head(page)).to_have_text(HEADS["/"])


def test_paper_shows_the_text_and_not_the_frame(page, site):
    page.goto(f"{site}/document/lantern-annual-2026")
    expect(head(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".navbar")).to_be_hidden()
    expect(page.locator(".text")).to_be_visible()
