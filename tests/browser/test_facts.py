"""Facts in text, as an editor meets them."""

import json
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .steps import unfold

NB = "\N{NO-BREAK SPACE}"
SHOTS = os.environ.get("SCREENSHOTS")


@pytest.fixture
def faq_editor(editor, run):
    """The editor of the demo's payment FAQ."""
    code = (
        "from wagtail_libfees.pages.models import PaymentFAQPage;"
        "print(PaymentFAQPage.objects.filter(locale__language_code='da').first().pk)"
    )
    page_id = run(code).split()[-1]
    editor.goto(f"/admin/pages/{page_id}/edit/")
    # The group and the question are folded to their titles.
    unfold(question(editor))
    return editor


def question(page):
    """The field of the first question."""
    return page.locator("[name$='-questions-0-value-question']").first


def chooser(page):
    """The list of facts."""
    return page.get_by_role("dialog", name="Vælg et faktum")


def clean(page, context):
    """Fail if axe finds something within `context`."""
    results = Axe().run(page, context=context, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert results.violations_count == 0, results.generate_report()


def shot(page, name):
    """A picture for people to look at, if they ask for pictures."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


def test_a_brace_in_a_question_opens_the_list_and_the_keyboard_chooses(faq_editor):
    field = question(faq_editor)
    field.fill("Hvad er ")
    field.press("{")
    expect(chooser(faq_editor)).to_be_visible()
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    clean(faq_editor, "dialog")
    shot(faq_editor, "chooser-1280")
    faq_editor.keyboard.type("exclusion_")
    expect(chooser(faq_editor).get_by_role("option")).to_have_count(3)
    expect(chooser(faq_editor)).to_contain_text("200")
    faq_editor.keyboard.press("ArrowDown")
    faq_editor.keyboard.press("Enter")
    expect(chooser(faq_editor)).to_have_count(0)
    expect(field).to_have_value("Hvad er {exclusion_rule}")
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "key", "written"),
    [
        ("", "Escape", "A {"),
        ("xyz", "Escape", "A {xyz"),
        ("", "{", "A {{"),
        ("portal", "}", "A {portal}"),
        ("ingenting", "}", "A {ingenting}"),
    ],
)
def test_who_types_on_keeps_what_was_typed(faq_editor, typed, key, written):
    field = question(faq_editor)
    field.fill("A ")
    field.press("{")
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    faq_editor.keyboard.type(typed)
    faq_editor.keyboard.press(key)
    expect(chooser(faq_editor)).to_have_count(0)
    expect(field).to_have_value(written)
    faq_editor.keyboard.type(" B")
    expect(field).to_have_value(f"{written} B")


def test_a_fact_is_typed_in_the_middle_of_rich_text(faq_editor):
    rich = faq_editor.locator(".public-DraftEditor-content").nth(1)
    rich.scroll_into_view_if_needed()
    rich.click()
    faq_editor.keyboard.press("Control+Home")
    before = rich.inner_text()
    for _ in range(3):
        faq_editor.keyboard.press("ArrowRight")
    faq_editor.keyboard.type("{")
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    faq_editor.keyboard.type("portal}")
    expect(chooser(faq_editor)).to_have_count(0)
    expect(rich).to_contain_text(f"{before[:3]}{{portal}}{before[3:6]}")
    faq_editor.keyboard.type("{")
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    faq_editor.keyboard.press("{")
    faq_editor.keyboard.type("x")
    expect(rich).to_contain_text(f"{before[:3]}{{portal}}{{{{x")


def test_rich_text_has_a_button_and_the_brace(faq_editor):
    rich = faq_editor.locator(".public-DraftEditor-content").nth(1)
    rich.scroll_into_view_if_needed()
    rich.click()
    faq_editor.keyboard.press("Control+End")
    faq_editor.keyboard.type(" Se {")
    expect(chooser(faq_editor)).to_be_visible()
    faq_editor.keyboard.type("fee_page")
    chooser(faq_editor).get_by_role("option").first.click()
    expect(rich).to_contain_text("Se {fee_page}")
    faq_editor.locator(".Draftail-Editor").nth(1).get_by_role(
        "button", name="Indsæt faktum"
    ).click()
    # The cursor stands beside the fact: the list begins there, and says where it is changed.
    expect(chooser(faq_editor).locator("[aria-selected=true]")).to_contain_text("{fee_page}")
    expect(chooser(faq_editor).get_by_role("link")).to_have_text("gebyrindstillingerne")
    shot(faq_editor, "rich-text-1280")
    faq_editor.keyboard.press("Escape")


def test_an_unknown_fact_is_told_when_publishing(faq_editor):
    question(faq_editor).fill("Hvad er {foobar}?")
    with faq_editor.expect_navigation(wait_until="load"):
        faq_editor.evaluate("document.querySelector('[name=action-publish]').click()")
    expect(faq_editor.locator("#page-edit-form")).to_contain_text("{foobar}")
    shot(faq_editor, "unknown-1280")


def test_the_list_of_facts(editor):
    editor.goto("/admin/libfees/facts/")
    expect(editor.get_by_role("row", name=re.compile("{portal}"))).to_be_visible()
    clean(editor, "main")
    shot(editor, "facts-1280")
    editor.set_viewport_size({"width": 360, "height": 800})
    shot(editor, "facts-360")


def test_each_button_names_its_field(editor, run):
    """A screen reader lists the buttons of a page; one name for all of them says nothing."""
    code = (
        "from wagtail_libfees.pages.models import PaymentFAQPage;"
        "print(PaymentFAQPage.objects.filter(locale__language_code='da').first().pk)"
    )
    number = run(code).split()[-1]
    editor.goto(f"/admin/pages/{number}/edit/")
    buttons = editor.locator(".libfees-fact-button")
    expect(buttons.nth(3)).to_be_attached()
    names = buttons.evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    assert [name for name in names if not (name and ": " in name)] == []
    assert len(set(names)) >= 3


# The texts of the fee page's latest version, as they are stored.
TEXTS = """
import json
from wagtail_libfees.pages.models import TaksterPage
page = TaksterPage.objects.get(locale__language_code="da").get_latest_revision_as_object()
texts = [c.value["text"].source for c in page.body if c.block_type == "text"]
print(json.dumps([page.pk, texts]))
"""
WORD = (
    '<p class="MsoNormal"><span style="font-family:Calibri">Hej 😀 <b>fed</b> {portal}, '
    '<a href="https://x.example/">se {max_fee_adult} her</a>, {ukendt}<o:p></o:p></span></p>'
    '<p class="MsoNormal">{email_payment}{registration_delay}</p>'
)
PASTE = """([type, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData(type, text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture
def fee_page_editor(open_page, run):
    """Open the editor of the demo's fee page for a role; its first rich text with a fact."""

    def opened(user, **how):
        page = open_page(f"/admin/pages/{stored(run)[0]}/edit/", user=user, **how)
        field = page.locator(".Draftail-Editor").filter(has=page.locator(".libfees-fact-text"))
        # It is to be found without its facts too.
        field.first.evaluate("(field) => field.setAttribute('data-first', '')")
        return page, page.locator("[data-first]")

    return opened


def stored(run):
    """The number of the fee page, and its rich texts as the database has them."""
    return json.loads(run(TEXTS).splitlines()[-1])


def rewritten(page, field, kind, text):
    """Put `text` in the place of all that the rich text says."""
    rich = field.locator(".public-DraftEditor-content")
    rich.scroll_into_view_if_needed()
    rich.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(rich.locator(".libfees-fact-text")).to_have_count(0)
    page.evaluate(PASTE, [kind, text])
    return rich


def chip(rich, shown):
    """The chip that shows this."""
    return rich.locator(f".libfees-fact-text[data-shown='{shown}']")


def saved(page):
    """Save the draft and open it again."""
    # The editor hands its text to the form a quarter of a second after the last key.
    page.wait_for_timeout(600)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Gem kladde").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_facts_are_chips_and_are_stored_as_before(fee_page_editor, run, width):
    before = stored(run)[1]
    page, field = fee_page_editor("rikke", width=width)
    rich = rewritten(page, field, "text/html", WORD)
    portal, missing = chip(rich, "Mit Betalingsoverblik"), rich.locator("[data-state=missing]")
    expect(portal).to_have_attribute("title", "Betalingsportalens navn")
    expect(missing.first).to_have_attribute("data-shown", re.compile("mangler: E-mail"))
    expect(rich.locator("[data-state=unknown]").first).to_be_visible()
    expect(rich.locator(f"a .libfees-fact-text[data-shown='230{NB}kr.']")).to_have_count(1)
    # What a screen reader hears.
    spoken = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    spoken = [node["name"]["value"] for node in spoken if not node["ignored"] and "name" in node]
    assert "Mit Betalingsoverblik (Betalingsportalens navn)" in spoken
    assert not [name for name in spoken if "portal}" in name]
    missing.first.click()
    card = page.get_by_role("dialog", name="E-mail: betaling og rykkergebyrer")
    expect(card).to_contain_text("Bed Lokal administrator om at rette det.")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        clean(page, ".libfees-fact-card, [data-first] [data-block]")
    shot(page, f"chips-{width}")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    # One key each way, and one to delete; the last chip ends the text.
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("X")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Y")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Backspace")
    expect(chip(rich, "72 timer")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(chip(rich, "72 timer")).to_have_count(1)
    page.keyboard.press("Control+End")
    page.keyboard.type("{")
    expect(chooser(page).get_by_role("option").first).to_be_visible()
    page.keyboard.type("højeste gebyr for et barn}")
    expect(chip(rich, f"120{NB}kr.")).to_have_count(1)
    saved(page)
    link = '<a href="https://x.example/">se {max_fee_adult} her</a>'
    said = [
        f"Hej 😀 <b>fed</b> {{portal}}, {link}, {{ukendt}}",
        "{email_payment}X{registration_delay}Y{max_fee_child}",
    ]
    after = stored(run)[1]
    assert re.findall(r"<p[^>]*>(.*?)</p>", after[0]) == said
    assert after[1:] == before[1:]
    expect(chip(page, "Mit Betalingsoverblik").first).to_be_visible()


def test_a_value_is_changed_by_way_of_its_chip_and_is_there_at_once(fee_page_editor, run):
    page, field = fee_page_editor("lars")
    rich = rewritten(page, field, "text/plain", "Se {portal}")
    chip(rich, "Mit Betalingsoverblik").click()
    with page.context.expect_page() as opened:
        page.get_by_role("dialog").get_by_role("link", name="gebyrindstillingerne").click()
    settings = opened.value
    settings.wait_for_load_state("load")
    assert "/settings/wagtail_libfees/feesettings/" in settings.url
    settings.close()
    run(
        "from wagtail_libfees.models import FeeSettings;"
        "route = {'kind': 'portal', 'name': 'Kassen'};"
        "FeeSettings.objects.update(payment_routes=[('route', route)])"
    )
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(chip(rich, "Kassen")).to_have_count(1)


def test_a_comment_on_a_chip_and_five_hundred_facts(fee_page_editor, run):
    page, field = fee_page_editor("rikke")
    words = " ".join(f"Her er lidt mere tekst nr. {n} med {{portal}}" for n in range(500))
    rich = rewritten(page, field, "text/plain", words)
    expect(chip(rich, "Mit Betalingsoverblik")).to_have_count(500)
    page.keyboard.type(" slut")
    page.keyboard.press("Control+Home")
    page.keyboard.type("Først ")
    chip(rich, "Mit Betalingsoverblik").first.dblclick()
    page.keyboard.press("Escape")
    # The first comment of a session opens the panel, and Wagtail may lose its box meanwhile.
    box = page.locator(".comment textarea")
    for _ in range(3):
        page.keyboard.press("Control+Alt+m")
        page.wait_for_timeout(2000)
        if box.count():
            break
    box.first.fill("Er det rigtigt?")
    page.get_by_role("button", name="Kommentér").click()
    expect(rich.locator("[data-annotation] .libfees-fact-text[data-shown]")).to_have_count(1)
    saved(page)
    assert re.sub("<[^>]*>", "", stored(run)[1][0]) == f"Først {words} slut"


def test_a_translation_does_not_lose_a_fact(open_page, fee_page_editor, run):
    page, _field = fee_page_editor("rikke")
    code = (
        "from wagtail_libfees.pages.models import TaksterPage;"
        "print(TaksterPage.objects.get(locale__language_code='en').pk)"
    )
    page.goto(f"/admin/pages/{run(code).split()[-1]}/edit/")
    segment = page.locator("li:has(> p)", has_text="Gebyret bliver højst").first
    expect(segment).to_contain_text(f"Fakta: DKK{NB}120 Højeste gebyr for et barn")
    segment.get_by_role("button", name="Redigér").click()
    field = segment.locator("textarea")
    good = field.input_value()
    field.fill(good.replace("{max_fee_adult}", "230 kr.").replace(" fee ", " price "))
    segment.get_by_role("button", name="Gem").click()
    expect(segment.get_by_role("alert")).to_contain_text("Den mangler: {max_fee_adult}.")
    expect(field).to_be_focused()
    clean(page, "textarea, .libfees-fact-line, .libfees-fact-fault")
    shot(page, "translation-1280")
    field.press("End")
    field.press("{")
    expect(chooser(page).get_by_role("option").first).to_be_visible()
    page.keyboard.type("højeste gebyr for en voksen}")
    expect(field).to_have_value(re.compile(r"\{max_fee_adult\}$"))
    field.press("Enter")
    expect(field).to_have_count(0)
    expect(segment).to_contain_text("The price is at most")


def test_the_words_of_a_fact_are_typed_in_a_plain_field(faq_editor):
    field = question(faq_editor)
    field.fill("Hvad er ")
    field.press("{")
    expect(chooser(faq_editor).get_by_role("option").first).to_be_visible()
    faq_editor.keyboard.type("Betalingsportalens navn}")
    expect(field).to_have_value("Hvad er {portal}")
    told = faq_editor.locator(".libfees-fact-line").filter(has_text="Læserne ser")
    expect(told).to_have_text("Læserne ser: Hvad er Mit Betalingsoverblik")
    told.get_by_role("button").press("Enter")
    expect(faq_editor.get_by_role("dialog", name="Betalingsportalens navn")).to_be_visible()
    clean(faq_editor, ".libfees-fact-card, .libfees-fact-line")
