"""Rates as a table in the page editor: keys, ranges, remarks, and what happens when it fails."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import COVERED, OPTIONS, publish

TABLE = ".libfees-overdue-fees .libfees-rates"
ADULTS = "body-0-value-groups-1-value-bands-{}-value-{}"
CHILDREN = "body-0-value-groups-0-value-bands-{}-value-{}"
SPREADSHEET = (
    "1-7 dage\t10,00 kr.\t20,00 kr.\n8-14 dage\tgratis\t€ 70\nEfter 14 dage\t40\t230 + erstatning"
)
TAB_STOPS = """() => {
  const stops = "a[href], button, input, select, textarea, summary, [contenteditable=true]";
  return [...document.querySelectorAll(`#page-edit-form :is(${stops})`)].filter((stop) =>
    stop.tabIndex >= 0 && !stop.disabled && stop.type !== "hidden"
    && stop.checkVisibility({ visibilityProperty: true })).length;
}"""
# What is wider than its place: a sentence than the form; a hint, or a choice, than its field.
CUT = """(root) => {
  const table = document.querySelector(root);
  table.querySelectorAll(".libfees-rates__scroll").forEach((box) => { box.scrollLeft = 0; });
  const edge = table.getBoundingClientRect().right + 1;
  const sentences = [...table.querySelectorAll(".libfees-remark")]
    .filter((sentence) => sentence.getBoundingClientRect().right > edge);
  const pen = document.createElement("canvas").getContext("2d");
  const words = [...document.querySelectorAll(
    ".libfees-rates__table :is(input:placeholder-shown[placeholder], select)")]
    .filter((field) => {
      const style = getComputedStyle(field);
      const said = field.placeholder ? [field.placeholder] : [...field.options].map((o) => o.text);
      const small = field.placeholder ? getComputedStyle(field, "::placeholder").fontSize : "";
      pen.font = `${small || style.fontSize} ${style.fontFamily}`;
      const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
      const room = field.clientWidth - padding;
      return said.some((words) => pen.measureText(words).width > room + 1);
    });
  return [...sentences, ...words].map((cut) => cut.outerHTML.slice(0, 160));
}"""
WEB = (
    "<p>Takster</p><table><tr><th>Dage</th><th>Børn</th></tr>"
    "<tr><td>1-7 dage</td><td>11 kr.</td></tr><tr><td><script>boom()</script>8+</td>"
    "<td><b>41</b></td></tr></table>"
)
STORED = """
from wagtail_libfees.pages.models import TaksterPage
page = TaksterPage.objects.get(locale__language_code="da").get_latest_revision_as_object()
block = page.body[0]
for group in block.value["groups"].bound_blocks:
    bands = group.value["bands"]
    print(group.id, [(b["from_day"], b["to_day"], b["amount"], b["fee_free"]) for b in bands])
"""


@pytest.fixture
def fee_page(run):
    """The number of the demo's fee page."""
    code = (
        "from wagtail_libfees.pages.models import TaksterPage;"
        "print(TaksterPage.objects.get(locale__language_code='da').pk)"
    )
    return run(code).split()[-1]


@pytest.fixture
def editor_page(editor, fee_page):
    """The editor of the demo's fee page."""
    editor.goto(f"/admin/pages/{fee_page}/edit/")
    expect(cell(editor, 0)).to_be_visible()
    return editor


def cell(page, band, name="amount", of=ADULTS):
    """A field of the first table; of the adults unless said otherwise."""
    return page.locator(f"[name='{of.format(band, name)}']")


def days(page, band, name):
    """A day of a band, which is typed once for the groups beside each other."""
    return cell(page, band, name, CHILDREN)


def table(page):
    """The first table with all that belongs to it."""
    return page.locator(TABLE).first


def paste(locator, text="", html=""):
    """Paste into a field what is on the clipboard."""
    locator.focus()
    locator.evaluate(
        """(field, [text, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            field.select();
            field.dispatchEvent(new ClipboardEvent("paste",
                {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [text, html],
    )


def copied(locator):
    """What the clipboard gets when one copies in a field."""
    return locator.evaluate(
        """(field) => {
            const data = new DataTransfer();
            field.dispatchEvent(new ClipboardEvent("copy",
                {clipboardData: data, bubbles: true, cancelable: true}));
            return data.getData("text/plain");
        }"""
    )


def focused(page):
    """The name of the field that has the focus."""
    return page.evaluate("document.activeElement.name")


def is_edit(answer) -> bool:
    """Whether an answer is that of the page's form."""
    return answer.url.endswith("/edit/")


def save_draft(page):
    """Press “Save draft”."""
    with page.expect_navigation(wait_until="load"):
        page.evaluate("document.querySelector('.action-save').click()")
    expect(page.locator(".messages .success").first).to_be_visible()


def test_the_block_is_one_low_table(editor_page):
    expect(editor_page.locator(".libfees-rates__picture svg").first).to_be_visible()
    block = editor_page.locator("section.w-panel:has(> div > .libfees-overdue-fees)").first
    assert block.bounding_box()["height"] <= 450
    heights = editor_page.locator(".libfees-rates tbody tr").evaluate_all(
        "rows => rows.map((row) => row.getBoundingClientRect().height)"
    )
    assert max(heights) <= 41


def test_the_whole_form_is_short(editor_page):
    form = editor_page.locator("#page-edit-form")
    assert form.bounding_box()["height"] <= 5000
    assert editor_page.evaluate(TAB_STOPS) <= 260


def test_keys_go_along_and_down(editor_page):
    cell(editor_page, 0).focus()
    for key, expected in [
        ("Enter", ADULTS.format(1, "amount")),
        ("ArrowDown", ADULTS.format(2, "amount")),
        ("Shift+Enter", ADULTS.format(1, "amount")),
        ("ArrowUp", ADULTS.format(0, "amount")),
        ("Shift+Tab", CHILDREN.format(0, "amount")),
        ("Shift+Tab", CHILDREN.format(0, "to_day")),
        ("Tab", CHILDREN.format(0, "amount")),
        ("ArrowRight", CHILDREN.format(0, "fee_free")),
        ("ArrowRight", CHILDREN.format(0, "replacement_added")),
        ("ArrowRight", ADULTS.format(0, "amount")),
    ]:
        editor_page.keyboard.press(key)
        assert focused(editor_page) == expected, key
    assert "/edit/" in editor_page.url


def test_a_last_day_begins_the_next_band(editor_page, run):
    days(editor_page, 3, "to_day").fill("60")
    editor_page.keyboard.press("Enter")
    expect(days(editor_page, 4, "from_day")).to_have_value("61")
    assert focused(editor_page) == CHILDREN.format(4, "to_day")
    cell(editor_page, 4).fill("250")
    cell(editor_page, 4, of=CHILDREN).fill("130")
    publish(editor_page)
    assert "(31, 60, Decimal('230'), False), (61, None, Decimal('250'), False)" in run(STORED)


def test_rows_and_groups_are_taken_away_and_brought_back(editor_page, run):
    before = run(STORED)
    rows = table(editor_page).locator("tbody tr")
    # Wagtail takes what the form says in its first seconds for what it said at the start.
    editor_page.wait_for_timeout(2500)
    # Also when the page was saved by itself meanwhile.
    with editor_page.expect_response(
        lambda answer: answer.request.method == "POST" and is_edit(answer)
    ):
        rows.nth(3).get_by_role("button", name="Fjern trinnet").click()
    expect(rows).to_have_count(3)
    assert run(STORED) != before
    expect(days(editor_page, 2, "to_day")).to_have_value("")
    # Taking back loses nothing: what was typed since comes back by the same button.
    cell(editor_page, 0).fill("21")
    for to_day, amount in (("30", "20"), ("", "21"), ("30", "20")):
        editor_page.get_by_role("button", name="Fortryd").click()
        expect(days(editor_page, 2, "to_day")).to_have_value(to_day)
        expect(cell(editor_page, 0)).to_have_value(amount)
    table(editor_page).get_by_role("button", name="Fjern gruppen").first.click()
    expect(cell(editor_page, 0)).to_have_count(0)
    editor_page.get_by_role("button", name="Fortryd").click()
    expect(cell(editor_page, 0)).to_have_value("20")
    # A table of its own, and together again, with one click each.
    table(editor_page).get_by_role("button", name="sin egen tabel").last.click()
    expect(table(editor_page).locator(".libfees-rates__table--groups")).to_have_count(2)
    table(editor_page).get_by_role("button", name="Saml gruppen").click()
    expect(table(editor_page).locator(".libfees-rates__table--groups")).to_have_count(1)
    save_draft(editor_page)
    assert run(STORED) == before


def test_a_range_is_pasted_and_given_back(editor_page):
    paste(days(editor_page, 0, "from_day"), SPREADSHEET)
    expect(cell(editor_page, 2)).to_have_value("230")
    expect(days(editor_page, 1, "from_day")).to_have_value("8")
    expect(days(editor_page, 2, "to_day")).to_have_value("")
    expect(cell(editor_page, 0, of=CHILDREN)).to_have_value("10")
    expect(cell(editor_page, 1, "fee_free", CHILDREN)).to_be_checked()
    expect(cell(editor_page, 2, "replacement_added")).to_be_checked()
    # What is not taken is told, and stands as it stood.
    status = table(editor_page).get_by_role("status")
    expect(status).to_contain_text("€ 70")
    expect(cell(editor_page, 1)).to_have_value("70")
    cell(editor_page, 0, of=CHILDREN).focus()
    for key in ("Shift+ArrowDown", "Shift+ArrowDown"):
        editor_page.keyboard.press(key)
    assert copied(editor_page.locator(":focus")) == "10\ngebyrfrit\n40"
    status.get_by_role("button", name="Fortryd").click()
    expect(days(editor_page, 2, "to_day")).to_have_value("30")
    # An amount that nobody can read is no name of a group; and a group keeps its name.
    paste(cell(editor_page, 0), "70 euro\n71")
    expect(status).to_contain_text("”70 euro” er ikke et beløb")
    paste(cell(editor_page, 0), "Alle\n72")
    expect(status).to_contain_text("hedder stadig ”Voksne fra 18 år”, ikke ”Alle”")
    expect(cell(editor_page, 0)).to_have_value("72")


def test_a_web_table_is_read_for_its_texts(editor_page):
    paste(days(editor_page, 0, "from_day"), "x", WEB)
    expect(cell(editor_page, 1, of=CHILDREN)).to_have_value("41")
    expect(days(editor_page, 1, "from_day")).to_have_value("8")
    assert editor_page.locator("script", has_text="boom").count() == 0


def test_ten_thousand_cells_are_taken_in_part(editor_page):
    paste(cell(editor_page, 0), "\n".join("\t".join("7" * 10) for _ in range(1000)))
    expect(table(editor_page).get_by_role("status")).to_contain_text("flere, end tabellen kan tage")
    assert table(editor_page).locator("tbody tr:not([data-remark])").count() <= 60


def test_mistakes_show_while_one_types(editor_page):
    days(editor_page, 0, "to_day").fill("5")
    between = table(editor_page).locator(".libfees-remark-row--between")
    expect(between).to_have_count(1)
    expect(between).to_contain_text("6")
    days(editor_page, 0, "to_day").fill("7")
    expect(between).to_have_count(0)
    # A child who pays more than an adult; the picture follows.
    cell(editor_page, 0, of=CHILDREN).fill("25")
    expect(table(editor_page).locator(".libfees-remark--warning")).to_contain_text("25 kr.")
    picture = table(editor_page).locator(".libfees-rates__picture")
    expect(picture.get_by_text("25", exact=True).first).to_be_attached()
    results = Axe().run(editor_page, context=".libfees-overdue-fees", options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()


def test_large_text_and_forced_colours_hide_nothing(editor_page):
    editor_page.emulate_media(forced_colors="active", reduced_motion="reduce")
    editor_page.evaluate("document.documentElement.style.fontSize = '200%'")
    days(editor_page, 0, "to_day").fill("5")
    expect(table(editor_page).locator(".libfees-remark-row--between")).to_be_visible()
    assert editor_page.evaluate(COVERED, TABLE) == []
    assert editor_page.evaluate(CUT, TABLE) == []


@pytest.mark.parametrize("typed", ["gratis", "-5", "12,"])
def test_a_draft_keeps_what_was_typed(editor_page, run, typed):
    cell(editor_page, 1).fill(typed)
    exclusion = editor_page.locator("[name$='-value-notice_days']")
    exclusion.fill(typed)
    save_draft(editor_page)
    expect(cell(editor_page, 1)).to_have_value(typed)
    expect(editor_page.locator("[name$='-value-notice_days']")).to_have_value(typed)
    cell(editor_page, 1).scroll_into_view_if_needed()
    expect(cell(editor_page, 1)).to_have_attribute("aria-invalid", "true")


def test_publishing_refuses_what_is_no_amount(editor_page):
    cell(editor_page, 1).fill("gratis")
    publish(editor_page)
    expect(editor_page.locator(".messages .success")).to_have_count(0)
    expect(cell(editor_page, 1)).to_have_value("gratis")
    expect(cell(editor_page, 1)).to_have_attribute("aria-invalid", "true")


def test_each_field_tells_its_row_and_column(editor_page):
    told = re.compile("Voksne.*dag 8 til 14.*Beløb")
    expect(cell(editor_page, 1)).to_have_accessible_name(told)
    expect(days(editor_page, 1, "to_day")).to_have_accessible_name(re.compile("trin 2"))
    nameless = editor_page.locator(
        ".libfees-rates :is(input:not([type=hidden]), select)"
    ).evaluate_all(
        "fields => fields.filter((field) => !field.getAttribute('aria-label')).map((f) => f.name)"
    )
    assert nameless == []


def test_lines_are_added_by_enter_and_pasted(editor_page, run):
    last = editor_page.locator("[name$='-value-material']").last
    count = editor_page.locator("[name$='-value-material']").count()
    last.focus()
    editor_page.keyboard.press("Enter")
    expect(editor_page.locator("[name$='-value-material']")).to_have_count(count + 1)
    paste(editor_page.locator(":focus"), "Puslespil\tFast pris\t120 kr.\nKort\tFast pris\t$ 5\tny")
    expect(editor_page.locator("[name$='-value-material']").last).to_have_value("Kort")
    status = editor_page.locator(".libfees-rates:has([name$='-value-material'])").get_by_role(
        "status"
    )
    expect(status).to_contain_text("$ 5")
    save_draft(editor_page)
    expect(editor_page.locator("[name$='-value-material']").last).to_have_value("Kort")


SAVED_BY_ANOTHER = """
from django.contrib.auth import get_user_model
from wagtail_libfees.pages.models import TaksterPage
user = get_user_model().objects.create_user("bo", first_name="Bo", last_name="Hansen")
page = TaksterPage.objects.get(locale__language_code="da").get_latest_revision_as_object()
page.body[0].value["groups"][0]["bands"][0]["amount"] = 11
print(page.save_revision(user=user).pk)
"""
AMOUNTS = """
from wagtail.models import Revision
amounts = lambda page: [g["bands"][0]["amount"] for g in page.body[0].value["groups"]]
found = Revision.page_revisions.filter(object_id="{}").order_by("pk")
print([[int(a) for a in amounts(each.as_object())] for each in found if each.pk >= {}])
"""


def test_of_two_editors_at_once_nobody_loses_what_was_typed(editor_page, run, fee_page):
    theirs = run(SAVED_BY_ANOTHER).split()[-1]
    # Wagtail takes for typed what is typed two seconds after loading.
    editor_page.wait_for_timeout(2500)
    cell(editor_page, 1).fill("71")
    expect(editor_page.locator("footer")).to_contain_text("overskriver du en nyere version")
    editor_page.evaluate("document.querySelector('.action-save').click()")
    dialog = editor_page.get_by_role("dialog")
    expect(dialog).to_contain_text("Bo Hansen har gemt en ny version")
    expect(dialog.get_by_role("link", name="Vis den seneste version")).to_be_visible()
    expect(cell(editor_page, 1)).to_have_value("71")
    with editor_page.expect_navigation(wait_until="load"):
        dialog.get_by_role("button", name="Gem kladde").click()
    expect(cell(editor_page, 1)).to_have_value("71")
    # The other's version is still there, below the new one.
    assert run(AMOUNTS.format(fee_page, theirs)).strip().splitlines()[-1] == "[[11, 20], [10, 20]]"


@pytest.mark.parametrize("when", ["at first", "later", "no file"])
def test_the_plain_form_remains_where_the_table_fails(editor, fee_page, run, when):
    before = run(STORED)
    if when == "no file":
        editor.route("**/rate-table/groups.js", lambda route: route.abort())
    elif when == "at first":
        editor.add_init_script(
            "addEventListener('DOMContentLoaded', () => {}, true);"
            "Object.defineProperty(window, 'libfeesRateTable', {configurable: true,"
            "set(value) { Object.defineProperty(value, 'GroupsTable', {get() { return class {"
            "constructor() { throw new Error('broken'); } } }, set() {}});"
            "Object.defineProperty(window, 'libfeesRateTable', {value, writable: true}); }});"
        )
    editor.goto(f"/admin/pages/{fee_page}/edit/")
    expect(cell(editor, 0)).to_be_visible()
    if when == "later":
        cell(editor, 0).fill("21")
        editor.evaluate(
            "void (libfeesRateTable.GroupsTable.prototype.step = () => { throw Error('b'); })"
        )
        cell(editor, 0).press("Enter")
    expect(editor.get_by_text("her er den almindelige formular").first).to_be_visible()
    expect(cell(editor, 0)).to_have_value("21" if when == "later" else "20")
    cell(editor, 0).fill("20")
    save_draft(editor)
    assert run(STORED) == before


NEW_PAGE = """
from decimal import Decimal
from wagtail.models import Site
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.pages.models import TaksterPage
page = new_takster_page(Site.objects.get(is_default_site=True).root_page)
# Its rates; the demo's settings have not all the facts that its texts name.
kinds = ("overdue_fees", "reminder_fees", "exclusion")
raw = [child for child in page.body.get_prep_value() if child["type"] in kinds]
page.intro = ""
for child in raw:
    for fee in child["value"].get("fees", []):
        fee["value"]["amount"] = "50"
    if child["type"] == "exclusion":
        child["value"]["amount"] = "200"
page.body = page.body.stream_block.to_python(raw)
page.save_revision()
print(page.pk)
"""
BANDS_OF = """
from wagtail_libfees.pages.models import TaksterPage
page = TaksterPage.objects.get(pk={})
print(page.live, [[str(b.amount) for b in g.bands] for g in page.rate_card.overdue[0].groups])
"""
COLUMNS = [["10", "40", "55", "120"], ["20", "70", "120", "230"], ["15", "50", "80", "150"]]
ACTIONS_ALLOWED = 40


class Hands:
    """What a pair of hands does: each key, click and word typed is an action."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys):
        """Press keys one after the other."""
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)

    def write(self, text):
        """Write a word where the focus is."""
        self.count += 1
        self.page.keyboard.insert_text(text)

    def click(self, locator):
        """Click with the mouse."""
        self.count += 1
        locator.click()


@pytest.mark.parametrize("way", ["keys", "mouse"])
def test_three_groups_from_the_standard_text_to_published(editor, run, way):
    page_id = run(NEW_PAGE).split()[-1]
    editor.goto(f"/admin/pages/{page_id}/edit/")
    hands = Hands(editor)
    add = editor.get_by_role("button", name="Tilføj en gruppe").first
    expect(add).to_be_visible()
    add.focus()
    if way == "keys":
        hands.press("Enter")
    else:
        hands.click(add)
    # The new group stands last, and its name has the focus. From there up the columns of amounts.
    hands.write("Pensionister")
    for number in (2, 1, 0):
        column = COLUMNS[number]
        first = editor.locator(f"[name$='-groups-{number}-value-bands-0-value-amount']").first
        if way == "mouse":
            hands.click(first)
        elif number == 2:
            hands.press("ArrowDown")
        else:
            # Back at the top, in the column before.
            hands.press("ArrowUp", "ArrowUp", "ArrowUp", "Shift+Tab")
        expect(first).to_be_focused()
        for row, amount in enumerate(column):
            hands.write(amount)
            if row < len(column) - 1:
                hands.press("ArrowDown")
    hands.count += 2  # The menu of the footer, and “Publish” in it.
    publish(editor)
    assert editor.locator(".error-message").all_inner_texts() == []
    expect(editor.locator(".messages .success").first).to_be_visible()
    assert hands.count <= ACTIONS_ALLOWED
    assert run(BANDS_OF.format(page_id)).strip().splitlines()[-1] == f"True {COLUMNS}"
