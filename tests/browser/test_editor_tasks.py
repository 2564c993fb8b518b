"""What an editor does, by clicking, with her role, in Danish, at a desk and on a phone.

Each journey is counted: a click, a text typed, a choice is one action. The table of what each
took stands at the end of the run. Each screen on the way is accessible, fits, and says nothing in
English.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from .danish import english_words
from .steps import Hands

# What it takes at most, and who does it.
NY, LOKAL = "Redaktør", "Lokal administrator"
TASKS = {
    "Ny Takster-side fra standardteksten til udgivet": (NY, 30),
    "Siden udgivet på engelsk": (NY, 15),
    "Siden valgt som Takster-side, betaling sat op": (LOKAL, 12),
    "Bedt om fakta, som mangler": (NY, 2),
    "Fakta udfyldt, som der er bedt om": (LOKAL, 8),
    "Næste års takster til udgivet": (NY, 8),
    "Ét beløb ændret og udgivet": (NY, 3),
    "Meddelelse fra skabelon til udgivet": (NY, 8),
    "Meddelelsen oversat og udgivet på engelsk": (NY, 15),
    "Meddelelse afsluttet": (NY, 2),
    "Meddelelse trukket tilbage med en besked": (NY, 5),
    "Spørgsmål flyttet": (NY, 3),
    "Spørgsmål skrevet og udgivet": (NY, 7),
    "Spørgsmål importeret til kladde": (NY, 5),
    "Gammel takstside importeret til kladde": (NY, 7),
    "Import taget tilbage": (NY, 2),
}
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
PAGES = """
import json
from wagtail_libfees.pages import models
def first(name):
    return getattr(models, name).objects.filter(locale__language_code="da", live=True).first().pk
notices = models.ServiceNoticePage.objects.live().filter(locale__language_code="da")
print(json.dumps({
    "fees": first("TaksterPage"),
    "faq": first("PaymentFAQPage"),
    "archive": first("ServiceNoticeIndexPage"),
    "notice": next(notice.pk for notice in notices if notice.is_active),
}))
"""


@pytest.fixture(scope="module")
def ids(site_process):
    """The numbers of the demo's pages."""
    return json.loads(site_process.run(PAGES).splitlines()[-1])


class Journey(Hands):
    """Hands that tell what they have done."""

    role = ""
    width = 0
    told = None

    def done(self, task):
        """The task is done; what comes is counted anew."""
        role, most = TASKS[task]
        self.told("actions", [task, role, self.width, self.count, most])
        assert self.role == role
        assert self.count <= most, f"{task}: {self.count} actions"
        self.count = 0


@pytest.fixture
def hands(open_page, written, record_property):
    """The hands of somebody, at a screen of the admin."""

    def at(path, width, user="rikke"):
        journey = Journey(open_page(f"/admin/{path}", user=user, width=width), written)
        journey.role = LOKAL if user in ("lars", "lokal") else NY
        journey.width, journey.told = width, record_property
        return journey

    return at


def succeeded(page, words):
    expect(page.locator(".messages .success").last).to_contain_text(words)


# A library that begins: nobody has stated anything of it.

SANDBY = "from tests.browser.people import sandby; sandby()"
MAKE = """
from tests.browser.people import sandby
from wagtail_libfees.drafts.standard_text import new_takster_page
print(new_takster_page(sandby().root_page).pk)
"""
PUBLISHED = """
from wagtail.models import Site
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage
site = Site.objects.get(hostname="sandby.example")
settings = FeeSettings.objects.get(site=site)
print(settings.municipality_name, settings.portal_name, len(settings.contact_points), sep="|")
for page in TaksterPage.objects.live().order_by("pk"):
    if page.get_site() == site:
        last = page.rate_card.overdue[0].groups[1].bands[-1].amount
        chosen = settings.fee_page_id == page.pk
        print(page.locale.language_code, page.title, last, chosen, sep="|")
"""
AMOUNTS = ["10", "20", "20", "70", "50", "120", "55", "230"]
# The amounts of the standard text outside the bands: the exclusion and the reminders.
EXCLUSION = (
    "xpath=//input[@name = concat('body-', "
    "substring-before(substring-after(@name, 'body-'), '-'), '-value-amount')]"
)
REMINDERS = "[name*='-value-fees-'][name$='-value-amount']"
TIMES = {
    "advance_notice_days": "3",
    "recall_days": "14",
    "considered_lost_days": "30",
    "registration_delay_hours": "72",
}
FACTS = {
    "municipality": "Sandby Kommune",
    "payment_office": "Opkrævningen",
    "phone_payment": "87 65 43 21",
    "portal": "Mit Betalingsoverblik",
    "phone_library": "12 34 56 78",
}


@pytest.fixture
def begun(run, example_site):
    """Run code that makes the new library; a running site keeps the roots of sites in memory."""

    def made(code):
        printed = run(code).split()
        example_site.serve()
        return printed[-1] if printed else ""

    return made


def go_on(hands, label, step):
    """Press the button of a step of the start, and wait for the next."""
    hands.click(hands.page.get_by_role("button", name=label))
    hands.page.wait_for_url(f"**/{step}/")
    hands.look()


@WIDTHS
def test_from_nothing_to_a_page_in_two_languages(begun, hands, run, width):
    begun(SANDBY)
    ny = hands("", width, "ny")
    page = ny.page
    ny.look()
    ny.leave_by(page.get_by_role("link", name="Ny Takster-side"))
    ny.look()
    go_on(ny, "Begynd med standardteksten", "rates")
    bands = page.locator("[name*='-value-bands-'][name$='-value-amount']")
    expect(bands).to_have_count(len(AMOUNTS))
    # The table is read row by row, and its fields stand group by group.
    for number, amount in enumerate([*AMOUNTS[::2], *AMOUNTS[1::2]]):
        ny.type(bands.nth(number), amount)
    ny.type(page.locator(EXCLUSION), "200")
    for number, amount in enumerate(["50", "100"]):
        ny.type(page.locator(REMINDERS).nth(number), amount)
    go_on(ny, "Gem, og gå videre", "times")
    for name, number in TIMES.items():
        ny.type(page.locator(f"[name$='-{name}']"), number)
    go_on(ny, "Gem, og gå videre", "contact")
    for name, said in FACTS.items():
        ny.type(page.locator(f"[name={name}]"), said)
    go_on(ny, "Gem, og gå videre", "text")
    go_on(ny, "Gem, og se siden", "finish")
    # That the library's links lead here she leaves to the local administrator, who does it below.
    ny.click(page.get_by_label("Gør den til bibliotekets Takster-side"))
    ny.leave_by(page.get_by_role("button", name="Udgiv", exact=True))
    succeeded(page, "er udgivet")
    # What she states is not hers to write into the settings.
    assert run(PUBLISHED).splitlines() == ["||0", "da|Takster|230|False"]
    ny.done("Ny Takster-side fra standardteksten til udgivet")

    ny.leave_by(page.get_by_role("link", name="Oversæt siden"))
    ny.look()
    expect(page.get_by_label("Engelsk")).to_be_checked()
    ny.leave_by(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Borrowing is free.")).to_be_visible()
    ny.leave_by(page.get_by_role("button", name="Udgiv på Engelsk"))
    expect(page.locator(".messages .success").last).to_be_visible()
    assert run(PUBLISHED).splitlines()[2] == "en|Fees and charges|230|False"
    ny.done("Siden udgivet på engelsk")

    lokal = hands("settings/wagtail_libfees/feesettings/", width, "lokal")
    page = lokal.page
    lokal.look()
    lokal.click(page.get_by_role("button", name="Vælg en side").first)
    chooser = page.locator(".modal-body")
    front = chooser.get_by_role("row", name=re.compile("^Sandby Dansk"))
    lokal.click(front.get_by_role("link", name="Vis undersider"))
    lokal.click(chooser.get_by_role("link", name="Takster", exact=True))
    expect(page.locator(".modal-body")).to_have_count(0)
    lokal.click(page.get_by_role("tab", name="Betaling"))
    routes = page.locator("#panel-child-betaling-payment_routes-content")
    lokal.click(routes.get_by_role("button", name="Indsæt en blok"))
    lokal.type(routes.locator("[name$=value-name]"), "Mit Betalingsoverblik")
    lokal.type(routes.locator("[name$=value-url]"), "https://betaling.example/")
    lokal.look()
    lokal.leave_by(page.get_by_role("button", name="Gem", exact=True))
    expect(page.locator(".messages .success").last).to_be_visible()
    said = run(PUBLISHED).splitlines()
    assert said[:2] == ["|Mit Betalingsoverblik|0", "da|Takster|230|True"]
    lokal.done("Siden valgt som Takster-side, betaling sat op")


@WIDTHS
def test_what_is_missing_is_asked_of_the_local_administrator(begun, hands, run, width):
    number = begun(MAKE)
    ny = hands(f"pages/{number}/edit/", width, "ny")
    ny.click(ny.page.locator("[data-side-panel-toggle='libfees-quality']"))
    ny.click(ny.page.get_by_role("button", name="Bed Lokal administrator om at udfylde 6 af dem"))
    # The words change when the list is renewed: first that it is done, then who did it and when.
    expect(ny.page.locator(".libfees-cause__ask")).to_contain_text(re.compile("[Ss]purgt"))
    ny.look()
    ny.done("Bedt om fakta, som mangler")

    lokal = hands("", width, "lokal")
    lokal.look()
    line = lokal.page.locator(".libfees-desk__line", has_text="ny beder dig")
    lokal.leave_by(line.get_by_role("link", name="Udfyld"))
    lokal.look()
    for name, said in FACTS.items():
        lokal.type(lokal.page.locator(f"[name={name}]"), said)
    lokal.leave_by(lokal.page.get_by_role("button", name="Gem, og gå videre"))
    assert run(PUBLISHED).strip() == "Sandby Kommune|Mit Betalingsoverblik|2"
    lokal.page.goto("/admin/")
    expect(line).to_have_count(0)
    lokal.done("Fakta udfyldt, som der er bedt om")


# Rates


def borrowers_fee(open_page, path):
    """What a borrower reads for an adult, day 8 to 14."""
    row = open_page(path).locator(".libfees-overdue tbody tr").nth(1)
    return re.sub(r"\s+", " ", row.locator("td").nth(1).inner_text())


@WIDTHS
def test_one_amount_is_changed_in_both_languages_and_next_years_are_made(
    hands, ids, open_page, width
):
    rikke = hands(f"pages/{ids['fees']}/edit/", width)
    page = rikke.page
    rikke.look()
    amount = page.locator("[name='body-0-value-groups-1-value-bands-1-value-amount']")
    rikke.type(amount, "75")
    rikke.publish()
    assert borrowers_fee(open_page, "/takster/") == "75 kr."
    assert borrowers_fee(open_page, "/en/fees/") == "DKK 75"
    rikke.done("Ét beløb ændret og udgivet")

    page.goto(f"/admin/pages/{ids['fees']}/edit/")
    rikke.in_menu("Næste års takster")
    rikke.look()
    rikke.type(page.locator("#raise-percent"), "3")
    rikke.click(page.locator("button[value=raise]"))
    expect(page.locator(".libfees-year__difference span").first).to_be_visible()
    rikke.leave_by(page.locator("button[value=save]"))
    succeeded(page, "1. januar 2027")
    rikke.publish()
    coming = open_page("/takster/").locator("#coming-rates").inner_text()
    assert "Nu: 75 kr. → Derefter: 77 kr." in re.sub(r"\s+", " ", coming)
    rikke.done("Næste års takster til udgivet")


# Notices

SHOWN = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
notice = Notice.objects.get(pk={pk})
pages = [notice, *notice.get_translations()]
print(len(pages), sum(n.is_active for n in pages), sum(n.is_withdrawn for n in pages))
"""


ADDRESS = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
print(Notice.objects.get(pk={pk}).url)
"""
PROSE = {
    "unchanged": "Du kan betale på hjemmesiden.",
    "to_do": "Du skal ikke gøre noget.",
}


@WIDTHS
def test_a_notice_is_written_from_a_template_and_translated(hands, ids, open_page, width):
    rikke = hands(f"pages/add/libfees_pages/servicenoticepage/{ids['archive']}/", width)
    page = rikke.page
    rikke.look()
    rikke.leave_by(page.get_by_role("link", name="Driftsforstyrrelse"))
    rikke.look()
    title = "Kortterminalen virker ikke"
    rikke.type(page.locator("[name=title]"), title)
    rikke.type(page.locator("[name=lead]"), "Du kan ikke betale med kort på biblioteket.")
    for name, words in PROSE.items():
        rikke.type(page.locator(f"[data-contentpath={name}] [contenteditable=true]"), words)
    rikke.type(page.locator("[name=to_day]"), "31. december 2027")
    # It is saved by itself, and has an address of its own then.
    page.wait_for_url("**/edit/")
    rikke.publish()
    succeeded(page, "er udgivet")
    rikke.done("Meddelelse fra skabelon til udgivet")
    translate(rikke, open_page)
    rikke.done("Meddelelsen oversat og udgivet på engelsk")


IN_ENGLISH = [
    "The card terminal is down",
    "You cannot pay by card at the library.",
    "You can pay on the website.",
    "You do not have to do anything.",
]


def translate(rikke, open_page):
    """From the list in which a published notice stands, segment by segment."""
    page = rikke.page
    row = page.get_by_role("row", name=re.compile("Kortterminalen virker ikke"))
    rikke.click(row.get_by_role("button", name=re.compile("Flere")))
    rikke.leave_by(page.get_by_role("link", name="Oversæt siden"))
    rikke.look()
    rikke.leave_by(page.get_by_role("button", name="Send"))
    begin = page.get_by_role("button", name="Oversæt", exact=True)
    expect(begin).to_have_count(len(IN_ENGLISH))
    # The contrast of this screen is wagtail-localize's.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert english_words(page, rikke.written) == []
    for left, words in enumerate(IN_ENGLISH):
        # The button leads to the field, as a click into one does: one action with what is typed.
        rikke.click(begin.first)
        page.wait_for_function("document.activeElement.matches('textarea, input')")
        page.keyboard.insert_text(words)
        # The button is gone while one writes, too: what was sent has to be answered.
        with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
            rikke.click(page.get_by_role("button", name="Gem", exact=True))
        assert saved.value.ok
        expect(begin).to_have_count(len(IN_ENGLISH) - left - 1)
    rikke.leave_by(page.get_by_role("button", name="Udgiv på Engelsk"))
    expect(page.locator(".messages .success").last).to_be_visible()
    english = open_page("/en/service-notices/")
    expect(english.get_by_role("main")).to_contain_text(IN_ENGLISH[0])


@WIDTHS
def test_a_notice_is_withdrawn_with_a_word_and_ended(hands, ids, open_page, run, width):
    rikke = hands(f"pages/{ids['notice']}/edit/", width)
    page = rikke.page
    rikke.look()
    rikke.in_menu("Træk tilbage med en besked til læserne")
    rikke.look()
    rikke.type(page.get_by_label("Til læserne (Dansk)"), "Det var en fejl 😀")
    rikke.leave_by(page.get_by_role("button", name="Træk meddelelsen tilbage"))
    assert run(SHOWN.format(pk=ids["notice"])).split() == ["2", "0", "2"]
    told = open_page(run(ADDRESS.format(pk=ids["notice"])).split()[-1])
    expect(told.locator(".libfees-notice-page")).to_contain_text("Det var en fejl 😀")
    rikke.done("Meddelelse trukket tilbage med en besked")
    page.get_by_role("button", name="Fortryd").click()
    succeeded(page, "vises igen")

    page.goto(f"/admin/pages/{ids['notice']}/edit/")
    rikke.in_menu("Afslut nu")
    succeeded(page, "er afsluttet")
    assert run(SHOWN.format(pk=ids["notice"])).split() == ["2", "0", "0"]
    rikke.done("Meddelelse afsluttet")


# Questions

TEXT = """Hvor betaler jeg min regning?
Du betaler i appen.

Kan jeg få en kvittering?
Ja, spørg i skranken.
"""
FEES = """Gebyrer

Voksne fra 18 år
1-7 dage: 20 kr.
8-28 dage: 65 kr.
30 dage og derover: 210 kr.

Børn under 18 år
1-7 dage: 10 kr.
Efter 7 dage: 35 kr.
"""


def header(page, words):
    """The head of the folded group or question with these words."""
    return page.locator(".w-panel__header", has_text=words).first


@WIDTHS
def test_a_question_is_moved_and_another_written(hands, ids, open_page, width):
    public = open_page("/spoergsmaal-om-betaling/", script=False)
    sections = public.locator("section:has(> h2):has(details)")
    first, second = (sections.nth(n).locator("h2").inner_text() for n in range(2))
    moved = sections.first.locator("details").first
    question = moved.locator("summary").inner_text().strip()
    rikke = hands(f"pages/{ids['faq']}/edit/", width)
    page = rikke.page
    expect(header(page, second)).to_be_visible()
    rikke.look()
    rikke.click(header(page, first).locator("[data-panel-toggle]"))
    rikke.click(header(page, question).get_by_role("button", name="Flyt til …"))
    rikke.click(page.get_by_role("dialog").get_by_role("button", name=second))
    expect(page.get_by_role("status").filter(has_text="Flyttet")).to_be_visible()
    rikke.done("Spørgsmål flyttet")

    rikke.click(page.locator("[data-streamfield-list-add]:visible").last)
    rikke.type(page.locator("[name$='-value-question']:visible").last, "Må jeg betale kontant?")
    answers = page.locator("[data-contentpath=answer] .public-DraftEditor-content:visible")
    rikke.type(answers.last, "Ja, i skranken.")
    rikke.look()
    rikke.publish()
    public.reload()
    here = public.locator("section", has=public.locator("h2", has_text=second))
    expect(here.locator("details", has_text=question)).to_have_count(1)
    expect(public.locator("details", has_text="Må jeg betale kontant?")).to_have_count(1)
    rikke.done("Spørgsmål skrevet og udgivet")


# Imports


def take_back(hands):
    """Take the import back that is shown."""
    hands.leave_by(hands.page.locator("a[href$='/rollback/']"))
    hands.look()
    hands.leave_by(hands.page.locator(".libfees-import form button[type=submit]"))
    hands.look()


@WIDTHS
def test_questions_are_imported_and_taken_back(hands, width):
    rikke = hands("libfees/importer/new/", width)
    page = rikke.page
    rikke.look()
    rikke.type(page.locator("[name=text]"), TEXT)
    rikke.click(page.locator("[name=where][value=new]"))
    rikke.leave_by(page.locator(".libfees-import form button[type=submit]"))
    expect(page.locator(".libfees-import__item")).to_have_count(2)
    rikke.look()
    rikke.click(page.locator("button[name=import]"))
    expect(page.locator(".libfees-import__page").first).to_be_visible()
    rikke.look()
    rikke.done("Spørgsmål importeret til kladde")
    take_back(rikke)
    expect(page.locator(".libfees-import__outcome--page_removed")).to_be_visible()
    rikke.done("Import taget tilbage")


@WIDTHS
def test_an_old_fee_page_is_imported_and_goes_on_step_by_step(hands, width):
    rikke = hands("libfees/importer/new/", width)
    page = rikke.page
    rikke.click(page.locator("[name=what][value=fees]"))
    rikke.type(page.locator("[name=text]"), FEES)
    rikke.click(page.locator("[name=where][value=new]"))
    rikke.type(page.locator("[name=name]"), "Gamle takster")
    rikke.leave_by(page.locator(".libfees-import form button[type=submit]"))
    rikke.look()
    rikke.type(page.locator("[name=overdue-groups-0-bands-1-to_day]"), "29")
    rikke.click(page.locator("button[name=import]"))
    expect(page.locator(".libfees-import__page")).to_be_visible()
    rikke.look()
    rikke.done("Gammel takstside importeret til kladde")
    # The first button leads on: what the old page did not say is asked step by step.
    rikke.leave_by(page.locator(".libfees-import__page a.button").first)
    expect(page.locator("[name*='-value-bands-'][name$='-value-amount']").nth(4)).to_be_visible()
    rikke.look()
