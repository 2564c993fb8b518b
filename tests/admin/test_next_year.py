"""The screen "Next year's rates"."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from tests import factories
from wagtail_libfees.blocks.rates import rate_card

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def page():
    """A published fee page with two kinds of rates and a limit."""
    exclusion = {"heading": "", "amount": Decimal(200), "inclusive": True, "notice_days": None}
    page = factories.takster_page(
        factories.site().root_page,
        factories.overdue(
            factories.group("Børn", (1, 7, 10), (8, None, 40)),
            factories.group("Voksne", (1, 7, 20), (8, None, 70)),
        ),
        factories.other_fees(("Kort", "12.50"), ("Print", "free"), ("Sal", None)),
        ("exclusion", {**exclusion, **factories.validity()}),
        factories.text(),
    )
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def editor(client):
    """Somebody who may edit the page."""
    client.force_login(factories.staff("redaktoer", "change_page"))
    return client


def url(page):
    """The address of the screen for a page."""
    return reverse("libfees_next_year", args=[page.pk])


def draft_body(page):
    """The blocks of the latest draft."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object().body


def draft_card(page):
    """The rates of the latest draft."""
    return rate_card(draft_body(page))


class Screen:
    """The form as a browser has it, without any script."""

    def __init__(self, client, page, response=None, **query):
        self.client, self.page = client, page
        self.response = response or client.get(url(page), query)
        self.html = BeautifulSoup(self.response.content, "html.parser")

    @property
    def rows(self):
        """The lines by what they are about: (this year, field of next year or its words)."""
        return {
            row.select_one("th").find(string=True).strip(): row
            for row in self.html.select("[data-libfees-line]")
        }

    @property
    def typed(self):
        """What stands in the fields, by what they are about."""
        fields = {what: row.select_one("[data-libfees-amount]") for what, row in self.rows.items()}
        return {what: field["value"] for what, field in fields.items() if field}

    def send(self, action, changed=None, **more):
        """Press a button, with some amounts changed; the next screen."""
        form = self.html.select_one("[data-libfees-year]")
        data = {"action": action}
        for field in form.select("input[name]"):
            if field["type"] != "checkbox":
                data[field["name"]] = field.get("value", "")
            elif field.has_attr("checked"):
                data.setdefault(field["name"], []).append(field["value"])
        for what, text in (changed or {}).items():
            data[self.rows[what].select_one("[data-libfees-amount]")["name"]] = text
        return Screen(self.client, self.page, self.client.post(url(self.page), data | more))

    def error(self, what):
        """The sentence at a field."""
        return self.rows[what].select_one(".libfees-year__error").get_text(" ", strip=True)


def test_every_amount_stands_beside_that_of_this_year(editor, page):
    screen = Screen(editor, page)
    now = {what: row.select("td")[1].get_text(strip=True) for what, row in screen.rows.items()}
    assert now == {
        "Børn, 1–7 dage": "10\xa0kr.",
        "Børn, efter 7 dage": "40\xa0kr.",
        "Voksne, 1–7 dage": "20\xa0kr.",
        "Voksne, efter 7 dage": "70\xa0kr.",
        "Kort": "12,50\xa0kr.",
        "Print": "Gebyrfri",
        "Sal": "Ikke oplyst",
        "Grænse (kr.)": "200\xa0kr.",
    }
    assert screen.typed == {
        "Børn, 1–7 dage": "10",
        "Børn, efter 7 dage": "40",
        "Voksne, 1–7 dage": "20",
        "Voksne, efter 7 dage": "70",
        "Kort": "12,50",
        "Sal": "",
        "Grænse (kr.)": "200",
    }
    assert page.revisions.count() == 1, "looking writes nothing"


def test_raising_fills_the_selected_lines_and_writes_nothing(editor, page):
    screen = Screen(editor, page).send("raise", percent="3", step="1")
    assert screen.typed["Voksne, efter 7 dage"] == "72"
    assert screen.typed["Kort"] == "13"
    assert screen.typed["Grænse (kr.)"] == "200", "a limit is no price"
    row = screen.rows["Voksne, efter 7 dage"]
    difference = row.select_one(".libfees-year__difference").get_text(" ", strip=True)
    assert difference == "+2\xa0kr. +2,9 %"
    assert page.revisions.count() == 1
    again = screen.send("raise", percent="5", step="5")
    assert again.typed["Voksne, efter 7 dage"] == "75", "of this year's amount, not of the last"


@pytest.mark.parametrize(
    ("percent", "step"), [("", "1"), ("tre", "1"), ("3", "0"), ("3", "-1"), ("1e9", "1"), ("3", "")]
)
def test_raise_that_is_not_understood_leaves_all_as_typed(editor, page, percent, step):
    screen = Screen(editor, page).send("raise", {"Kort": "14"}, percent=percent, step=step)
    assert screen.html.select_one("#raise-error")
    assert screen.html.select_one("#raise-percent")["value"] == percent
    assert screen.typed["Kort"] == "14"


def test_saved_amounts_are_a_draft_from_new_year_on(editor, page):
    before = rate_card(page.body)
    response = Screen(editor, page).send("save", {"Voksne, 1–7 dage": "25"}).response
    page.refresh_from_db()
    assert rate_card(page.body) == before, "what holds today stays"
    card = draft_card(page)
    assert len(card.overdue) == 2
    assert card.overdue[0] == before.overdue[0]
    assert [b.amount for b in card.overdue[1].groups[1].bands] == [25, 70]
    assert len(card.other_fees) == 1, "a kind without a change has no new version"
    new = draft_body(page)[1]
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = editor.get(response.url).content.decode()
    assert f"#block-{new.id}-section" in shown, "the message leads to next year's block"


def test_screen_opens_again_on_the_draft(editor, page):
    Screen(editor, page).send("save", {"Voksne, 1–7 dage": "25", "Kort": "13"})
    screen = Screen(editor, page)
    assert screen.typed["Voksne, 1–7 dage"] == "25"
    assert not screen.html.select("[value=copy]")
    assert not screen.html.select_one("[name=all]").has_attr("checked"), "unchanged are folded"
    same = [what for what, row in screen.rows.items() if "libfees-year__same" in row["class"]]
    assert "Børn, 1–7 dage" in same
    assert "Kort" not in same
    screen.send("save", {"Voksne, 1–7 dage": "26"})
    card = draft_card(page)
    assert len(card.overdue) == 2
    assert card.overdue[1].groups[1].bands[0].amount == 26


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("20 euro", "ikke et beløb"),
        ("-5", "negativt"),
        ("", "0"),
        ("1e9", "ikke et beløb"),
        ("99999999", "stort"),
        ("12.50", "to måder"),
        ("gratis", "gebyrfri"),
        ("<script>alert(1)</script>", "ikke et beløb"),
        ("7" * 5000, "ikke et beløb"),
    ],
)
def test_bad_input_stays_as_typed_with_its_sentence(editor, page, typed, sentence):
    screen = Screen(editor, page).send("save", {"Voksne, 1–7 dage": typed, "Kort": "13"})
    assert screen.response.status_code == 200
    assert sentence in screen.error("Voksne, 1–7 dage")
    assert screen.typed["Voksne, 1–7 dage"] == typed[:100]
    assert screen.typed["Kort"] == "13"
    assert page.revisions.count() == 1


def test_unchanged_amounts_are_not_saved(editor, page):
    screen = Screen(editor, page).send("save")
    assert screen.html.select(".messages .warning")
    assert page.revisions.count() == 1


def test_findings_of_next_year_are_shown(editor, page):
    screen = Screen(editor, page).send("check", {"Børn, 1–7 dage": "30"})
    told = screen.html.select_one("#year-findings").get_text(" ", strip=True)
    assert "Børn" in told
    assert not Screen(editor, page).html.select_one("#year-findings").get_text(strip=True)


def test_older_form_overwrites_nothing(editor, page):
    first, second = Screen(editor, page), Screen(editor, page)
    first.send("save", {"Voksne, 1–7 dage": "25"})
    told = second.send("save", {"Voksne, 1–7 dage": "30"})
    assert draft_card(page).overdue[1].groups[1].bands[0].amount == 25
    assert told.html.select(".messages .error")
    assert told.typed["Voksne, 1–7 dage"] == "30"
    told.send("save")
    assert draft_card(page).overdue[1].groups[1].bands[0].amount == 30


def test_what_holds_today_cannot_be_written(editor, page):
    before = rate_card(page.body)
    (now,) = (c for c in page.body if c.block_type == "exclusion")
    data = {"action": "save", f"{now.id}:amount": "1", "revision": str(page.latest_revision_id)}
    editor.post(url(page), data)
    assert draft_card(page) == before


def test_copying_all_leads_to_the_copy(editor, page):
    response = Screen(editor, page).send("copy").response
    new = draft_body(page)[1]
    assert new.value["valid_from"].year == 2027
    assert response.url.endswith(f"#block-{new.id}-section")
    again = editor.post(url(page), {"action": "copy"}, follow=True)
    assert page.revisions.count() == 2
    assert "messages" in again.content.decode()


def test_page_without_rates_says_so(editor):
    page = factories.takster_page(factories.site().root_page, factories.text())
    assert Screen(editor, page).html.select_one(".libfees-page .help-warning")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["anonymous", "borrower", "staff without the page"])
def test_others_are_refused(client, page, method, who):
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who != "anonymous":
        client.force_login(factories.staff("kollega"))
    response = getattr(client, method)(url(page), {"action": "copy"})
    assert response.status_code in (302, 403)
    if response.status_code == 302:
        assert response.url.startswith(
            (reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))
        )
    assert page.revisions.count() == 1


def lock(page):
    """Somebody else has locked the page."""
    page.locked, page.locked_by = True, factories.admin()
    page.save()


def submit(page):
    """The page waits for somebody else's approval."""
    workflow = Workflow.objects.get()
    WorkflowPage.objects.create(page=page, workflow=workflow)
    workflow.start(page, factories.admin())


@pytest.mark.parametrize("closed", [lock, submit])
@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_page_is_left_alone_and_says_why(editor, page, closed, method):
    closed(page)
    before = page.revisions.count()
    response = getattr(editor, method)(url(page), {"action": "copy"})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = BeautifulSoup(editor.get(response.url).content, "html.parser")
    assert page.title in told.select_one(".messages .error").get_text()
    assert page.revisions.count() == before


def test_translation_leads_back_to_its_editor(client, page):
    client.force_login(factories.admin())
    english = factories.translated(page)
    response = client.get(url(english))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[english.pk])


def test_unknown_page_is_not_found(client, page):
    client.force_login(factories.admin())
    assert client.get(reverse("libfees_next_year", args=[99999])).status_code == 404


def test_button_stands_in_the_editor_of_a_fee_page_only(client, page):
    client.force_login(factories.admin())
    faq, english = factories.faq_page(page.get_parent()), factories.translated(page)
    for found, has_button in ((page, True), (faq, False), (english, False)):
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[found.pk]))
        assert ("/next-year/" in shown.content.decode()) == has_button


def test_rates_change_on_any_day_to_come(editor, page):
    july = Screen(editor, page, first="1. juli 2027")
    heads = [head.get_text(strip=True) for head in july.html.select("thead th")]
    assert heads[2:4] == ["Indtil da", "Fra den dag"]
    assert july.html.select_one("#id_first")["value"] == "01.07.2027"
    assert july.send("save", {"Kort": "15"}).response.status_code == 302
    # Next year's rates are those of before, and both are changed on their own.
    january = Screen(editor, page)
    assert january.typed["Kort"] == "12,50"
    assert january.html.select_one(".libfees-year__first a")["href"] == "?first=2027-07-01"
    january.send("save", {"Kort": "13"})
    card = draft_card(page)
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30), date(2027, 7, 1))
    costs = [card.as_of(day).other_fees[0].fees[0].amount for day in days]
    assert costs == [Decimal("12.50"), 13, 13, 15]


@pytest.mark.parametrize("first", ["i går", "20.11.2026", "31.2.2027", "x", ""])
def test_what_is_no_day_to_come_is_told_and_nothing_saved(editor, page, first):
    screen = Screen(editor, page, first=first)
    assert screen.html.select_one(".libfees-year__first .error-message").get_text(strip=True)
    assert screen.html.select_one("#id_first").get("value", "") == first
    for action in ("save", "copy", "check", "raise"):
        assert screen.send(action, {"Kort": "15"}, first=first).response.status_code == 400
    assert page.revisions.count() == 1
