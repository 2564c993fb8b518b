"""An editor imports a fee page: chooses it, corrects what was read, imports, takes it back."""

import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from lxml import html

from tests import factories
from tests.factories import importer
from tests.imports.fee_pages import PAGE, draft, edit, parsed
from tests.imports.fee_pages import run as import_run
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.imports.admin.fees.source_lines import marked_lines
from wagtail_libfees.imports.fees import runs as fees_runs
from wagtail_libfees.imports.fees.reading import read_fees
from wagtail_libfees.imports.fees.runs import run_of_fees, sheet_of_run
from wagtail_libfees.imports.fees.sheet import sheet_of
from wagtail_libfees.imports.models import ImportRun, SourceKind, Status
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.sources import read_text
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db

NEW = "libfees_imports:add"
RUN = "libfees_imports:run"
AMOUNT = "overdue-groups-0-bands-1-amount"


@pytest.fixture
def show(client):
    """Open the page of a run."""

    def opened(run):
        return client.get(reverse(RUN, args=[run.pk]))

    return opened


def waiting(home, later="70", **goes):
    """A run that waits for the editor."""
    return run_of_fees(parsed(later), Origin(), user=None, **goes or {"parent": home})


def fields(response, **changed):
    """What the browser would send of the form on the page, with some fields changed."""
    form = html.fromstring(response.content.decode()).xpath("//form[.//input[@name='seen']]")[0]
    return {**dict(form.form_values()), **changed}


def text_of(response):
    """The words on the page, one space between them."""
    page = html.fromstring(response.content.decode())
    return re.sub(r"\s+", " ", page.text_content())


def test_pasted_fee_page_is_reviewed_before_anything_is_imported(home, user, post):
    data = {"text": PAGE.format(later=70), "name": "Vores", "parent": home.pk, "profile": "auto"}
    response = post(NEW, {**data, "what": "fees"})
    run = ImportRun.objects.get()
    assert (run.status, run.profile, run.source) == (Status.PARSED, "fees", "Vores")
    page = html.fromstring(response.content.decode())
    assert page.xpath(f"//input[@name='{AMOUNT}']/@value") == ["70"]
    assert not TaksterPage.objects.exists()


def test_address_is_fetched_by_a_task(home, user, post, monkeypatch):
    found = read_text(PAGE.format(later=70), "https://x.example/t")
    monkeypatch.setattr(
        fees_runs, "url_document", lambda url: (found, Origin(SourceKind.URL, "a" * 64))
    )
    data = {"url": "https://x.example/t", "parent": home.pk, "profile": "auto", "what": "fees"}
    response = post(NEW, data)
    assert (ImportRun.objects.get().status, response.status_code) == (Status.PARSED, 200)
    assert AMOUNT in response.content.decode()


def test_page_of_the_wrong_type_is_refused(home, user, post):
    faq = factories.faq_page(home)
    data = {"text": "1-7 dage: 20 kr.", "page": faq.pk, "profile": "auto", "what": "fees"}
    assert post(NEW, data).context["form"].errors["page"]
    takster = factories.takster_page(home)
    data = {"text": "Hvad?\nDet.", "page": takster.pk, "profile": "auto", "what": "questions"}
    assert post(NEW, data).context["form"].errors["page"]
    assert not ImportRun.objects.exists()


def test_every_value_and_its_words_lead_to_each_other(home, user, show):
    page = html.fromstring(show(waiting(home)).content.decode())
    ids = {*page.xpath("//@id")}
    links = [found for found in page.xpath("//form//a/@href") if found.startswith("#")]
    assert len(links) > 8
    assert {link[1:] for link in links} - ids == set()
    (line,) = page.xpath("//p[mark[contains(., 'Efter 7 dage')]]")
    assert line.xpath("./a/@href") == ["#value-g0b1", "#value-g1b1"]
    (value,) = page.xpath("//*[@id='value-g1b1']")
    assert value.xpath(".//p/a/@href") == [f"#{line.get('id')}"]


def test_corrected_value_is_what_is_imported(home, user, post, show):
    run = waiting(home)
    post(RUN, fields(show(run), **{AMOUNT: "72,50", "import": "1"}), run.pk)
    run.refresh_from_db()
    assert run.status == Status.DONE
    page = TaksterPage.objects.get()
    assert not page.live
    assert str(rate_card(draft(page)).overdue[0].groups[0].bands[1].amount) == "72.50"


DOUBTED = "Gebyrer\n\nVoksne\n1-7 dage: 20 kr.\nEfter 7 dage: 10 kr.\n"


def test_what_is_in_doubt_is_looked_at_before_it_is_imported(home, user, post, show):
    reading = read_fees(read_text(DOUBTED, "page.txt"))
    run = run_of_fees(reading, Origin(), user=None, parent=home)
    assert "Efter 7 dage: 10 kr." in text_of(show(run))
    form = fields(show(run), **{"import": "1"})
    refused = post(RUN, form, run.pk)
    run.refresh_from_db()
    assert (run.status, TaksterPage.objects.count()) == (Status.PARSED, 0)
    post(RUN, {**fields(refused), "import": "1", "looked": "1"}, run.pk)
    run.refresh_from_db()
    assert run.status == Status.DONE


def test_finding_shows_at_once_and_goes_when_it_is_mended(home, user, post, show):
    run = waiting(home)
    to_day = "overdue-groups-0-bands-0-to_day"
    response = post(RUN, fields(show(run), **{to_day: "6", "check": "1"}), run.pk)
    severity, message, anchor = response.context["review"].findings[0]
    assert (severity, anchor[:2]) == ("error", "g0")
    assert message in text_of(response)
    assert "Dag 7" in message
    response = post(RUN, fields(response, **{to_day: "7", "check": "1"}), run.pk)
    assert message not in text_of(response)
    assert not TaksterPage.objects.exists()


def test_rows_are_added_and_removed(home, user, post, show):
    run = waiting(home)
    response = show(run)
    new = {
        "overdue-groups-0-bands-1-to_day": "30",
        "overdue-groups-0-bands-2-from_day": "31",
        "overdue-groups-0-bands-2-amount": "230",
        "overdue-groups-0-bands-2-replacement_added": "on",
        "overdue-groups-1-remove": "on",
        "replacements-prices-0-material": "Bog",
        "replacements-prices-0-amount": "250",
        "reminders-fees-0-amount": "100",
        "other_fees-fees-0-label": "Nyt kort",
        "other_fees-fees-0-amount": "20",
        "exclusions-remove": "on",
        "page-valid_from": "2027-01-01",
        "import": "1",
    }
    post(RUN, fields(response, **new), run.pk)
    card = rate_card(draft(TaksterPage.objects.get()))
    (group,) = card.overdue[0].groups
    assert [(b.from_day, b.to_day, b.amount) for b in group.bands] == [
        (1, 7, 20),
        (8, 30, 70),
        (31, None, 230),
    ]
    assert group.bands[2].replacement_added
    assert card.replacements[0].prices[0].amount == 250
    assert card.reminders[0].fees[0].amount == 100
    assert card.other_fees[0].fees[0].label == "Nyt kort"
    assert card.exclusions == ()
    assert card.overdue[0].validity.valid_from.year == 2027


def test_new_group_can_be_typed(home, user, post, show):
    run = waiting(home)
    new = {
        "overdue-groups-2-label": "Institutioner",
        "overdue-groups-2-fee_free": "on",
        "check": "1",
    }
    response = post(RUN, fields(show(run), **new), run.pk)
    groups = response.context["review"].sheet.to_card().overdue[0].groups
    assert [(g.group.label, g.fee_free) for g in groups][-1] == ("Institutioner", True)
    assert "overdue-groups-3-label" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (AMOUNT, "mange"),
        ("overdue-groups-0-bands-0-from_day", ""),
        ("overdue-groups-0-bands-0-from_day", "-4"),
        ("exclusions-amount", ""),
        ("page-valid_from", "når byrådet vil"),
        ("other_fees-fees-0-amount", "20"),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_stands(home, user, post, show, name, value):
    run = waiting(home)
    response = post(RUN, fields(show(run), **{name: value, "import": "1"}), run.pk)
    assert response.status_code == 200
    page = html.fromstring(response.content.decode())
    assert page.xpath("//ul[contains(@class, 'errorlist')]")
    assert not TaksterPage.objects.exists()
    run.refresh_from_db()
    assert run.choices == {}


@pytest.mark.parametrize(
    "data",
    [
        {"overdue-groups-count": "99999999999"},
        {"overdue-groups-count": "x"},
        {"overdue-groups-0-key": "../../<script>"},
        {"seen": "[]"},
        {},
    ],
)
def test_hostile_form_does_no_harm(home, user, post, show, data):
    run = waiting(home)
    response = post(RUN, {**(fields(show(run)) if data else {}), **data, "check": "1"}, run.pk)
    assert response.status_code == 200
    assert "<script>" not in text_of(response)


def test_editor_is_shown_both_values_and_chooses(home, user, post, show):
    page = import_run(home).page
    edit(page, "75")
    run = waiting(home, "80")
    response = show(run)
    (overdue,) = [kind for kind in response.context["review"].kinds if kind.kind == "overdue"]
    assert overdue.choice is not None
    assert "75" in text_of(response)
    chosen = fields(response, **{"overdue-choice-takes": "source", "import": "1"})
    post(RUN, chosen, run.pk)
    assert rate_card(draft(page)).overdue[0].groups[0].bands[1].amount == 80


def test_editors_rates_are_kept_unless_it_is_said_otherwise(home, user, post, show):
    page = import_run(home).page
    edit(page, "75")
    run = waiting(home, "80")
    post(RUN, fields(show(run), **{"import": "1"}), run.pk)
    assert rate_card(draft(page)).overdue[0].groups[0].bands[1].amount == 75


def test_a_correction_is_not_lost_to_the_choice_beside_it(home, user, post, show):
    page = import_run(home).page
    edit(page, "75")
    run = waiting(home, "80")
    typed = {AMOUNT: "85", "import": "1"}
    response = post(RUN, fields(show(run), **typed), run.pk)
    assert "træder" in text_of(response)
    run.refresh_from_db()
    assert run.status == Status.PARSED
    # Who means to keep the page's says so, and nothing asks again.
    kept = {"overdue-choice-takes": "keep", "import": "1"}
    post(RUN, fields(show(run), **kept), run.pk)
    assert rate_card(draft(page)).overdue[0].groups[0].bands[1].amount == 75


def test_corrections_outlive_turning_the_pages_of_what_was_left_aside(
    home, user, post, show, monkeypatch
):
    monkeypatch.setattr("wagtail_libfees.imports.admin.report.LINES", 1)
    run = waiting(home)
    left = [{"text": f"Rest {n}", "place": "", "code": ""} for n in range(3)]
    ImportRun.objects.filter(pk=run.pk).update(rejected=left)
    run.refresh_from_db()
    shown = show(run)
    turn = html.fromstring(shown.content.decode()).xpath("//button[@name='left']")[0]
    assert turn.get("form") == "libfees-review"
    response = post(RUN, fields(shown, **{AMOUNT: "85", "left": turn.get("value")}), run.pk)
    page = html.fromstring(response.content.decode())
    assert page.xpath(f"//input[@name='{AMOUNT}']/@value") == ["85"]
    assert "Rest 1" in text_of(response)


def test_text_can_be_left(home, user, post, show):
    run = waiting(home)
    sent = fields(show(run), **{"import": "1"})
    post(RUN, {k: v for k, v in sent.items() if not k.startswith("section-")}, run.pk)
    types = {child.block_type for child in draft(TaksterPage.objects.get())}
    assert "text" not in types


def test_page_changed_meanwhile_stops_the_import(home, user, post, show):
    page = import_run(home).page
    run = waiting(home, "80", page=page)
    sent = fields(show(run), **{"import": "1"})
    edit(page, "75")
    response = post(RUN, sent, run.pk)
    run.refresh_from_db()
    assert (run.status, bool(run.error)) == (Status.PARSED, True)
    assert run.error in response.content.decode()


def test_report_leads_to_the_editor_and_back(home, user, post, show):
    user.is_superuser = True
    user.save()
    run = waiting(home)
    response = post(RUN, fields(show(run), **{"import": "1"}), run.pk)
    page = TaksterPage.objects.get()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in response.content.decode()
    assert json.dumps("overdue") not in text_of(response)
    response = post("libfees_imports:rollback", {}, run.pk)
    run.refresh_from_db()
    assert run.status == Status.ROLLED_BACK
    assert not TaksterPage.objects.exists()


def test_permissions_hold(home, client, show):
    run = waiting(home)
    client.force_login(factories.staff("kollega", "add_page"))
    assert show(run).status_code == 302
    other = factories.site("anden.example", default=False).root_page
    client.force_login(importer("nabo", "change_page", below=other))
    assert show(run).status_code == 404
    assert client.post(reverse(RUN, args=[run.pk]), {"import": "1"}).status_code == 404


def test_run_of_a_deleted_page_says_so(home, user, show):
    page = import_run(home).page
    run = waiting(home, page=page)
    ImportRun.objects.filter(pk=run.pk).update(page=None, parent=None, user=user)
    assert "slettet" in text_of(show(run))


def test_words_are_found_in_their_line():
    reading = parsed()
    marks = marked_lines(reading, sheet_of(reading))
    linked = {link.key: mark.text for mark in marks for link in mark.links}
    assert set(linked) == set(reading.words)
    assert all(reading.words[key].text in linked[key] for key in linked)


def test_many_rows_are_all_kept(home, user, post, show):
    names = [f"x{one}{two}q" for one in "abcdefghijkl" for two in "abcdefghij"]
    prices = "\n".join(f"Spil nummer {name}: {n} kr." for n, name in enumerate(names, 1))
    reading = read_fees(read_text(f"Erstatning\n\n{prices}\n", "mange.txt"))
    run = run_of_fees(reading, Origin(), user=None, parent=home)
    post(RUN, fields(show(run), **{"import": "1"}), run.pk)
    card = rate_card(draft(TaksterPage.objects.get()))
    assert len(card.replacements[0].prices) == 120


def test_report_speaks_of_rates_not_of_questions(home, user, post, show):
    run = waiting(home)
    response = post(RUN, fields(show(run), **{"import": "1"}), run.pk)
    assert "spørgsmål" not in text_of(response).split("Importeret som kladde")[1]
    assert "Grænse for udelukkelse" in text_of(response)


def test_second_of_two_who_correct_at_once_is_told(home, user, post, show):
    run = waiting(home)
    mine, theirs = fields(show(run)), fields(show(run))
    post(RUN, {**theirs, AMOUNT: "71", "check": "1"}, run.pk)
    response = post(RUN, {**mine, AMOUNT: "72", "import": "1"}, run.pk)
    assert "et andet vindue" in text_of(response)
    run.refresh_from_db()
    assert run.status == Status.PARSED
    kept = sheet_of_run(run).to_card().overdue[0].groups[0].bands[1]
    assert kept.amount == 71
    # What was typed is not lost, and sent again it counts.
    again = fields(response)
    assert again[AMOUNT] == "72"
    post(RUN, {**again, "import": "1"}, run.pk)
    card = rate_card(draft(TaksterPage.objects.get()))
    assert card.overdue[0].groups[0].bands[1].amount == 72


def test_form_sent_twice_imports_once(home, user, post, show):
    run = waiting(home)
    sent = fields(show(run), **{"import": "1"})
    post(RUN, sent, run.pk)
    assert post(RUN, sent, run.pk).status_code == 200
    assert TaksterPage.objects.count() == 1


@pytest.fixture
def crowded(home, settings):
    """A run with 400 prices, which are more fields than Django lets through."""
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    letters = "abcdefghijklmnopqrst"
    names = [f"x{one}{two}q" for one in letters for two in letters]
    prices = "\n".join(f"Spil nummer {name}: {n} kr." for n, name in enumerate(names, 1))
    reading = read_fees(read_text(f"Erstatning\n\n{prices}\n", "mange.txt"))
    return run_of_fees(reading, Origin(), user=None, parent=home)


def test_more_prices_than_the_server_takes_fields(crowded, user, post, show):
    response = show(crowded)
    sent = fields(response, **{"import": "1"})
    assert len(sent) < 200
    assert "Spil nummer xabq" in text_of(response)
    assert post(RUN, sent, crowded.pk).status_code == 200
    card = rate_card(draft(TaksterPage.objects.get()))
    assert len(card.replacements[0].prices) == 400


def test_row_of_a_long_list_is_opened_corrected_and_removed(crowded, user, post, show):
    sent = fields(show(crowded), open="p3", remove_row="p5", check="1")
    response = post(RUN, sent, crowded.pk)
    page = html.fromstring(response.content.decode())
    (amount,) = page.xpath("//fieldset[@id='value-p3']//input[contains(@name, 'amount')]")
    assert amount.get("value") == "4"
    post(RUN, fields(response, **{amount.get("name"): "12,5", "import": "1"}), crowded.pk)
    prices = rate_card(draft(TaksterPage.objects.get())).replacements[0].prices
    found = {price.material: str(price.amount) for price in prices}
    assert len(found) == 399
    assert prices[3].material == "Spil nummer xadq"
    assert found["Spil nummer xadq"] == "12.5"
    assert "Spil nummer xafq" not in found


def test_closed_row_that_nobody_has_is_ignored(crowded, user, post, show):
    name = "replacements-prices-closed"
    sent = fields(show(crowded), **{name: "p1 p2 <b> p9999 p1", "check": "1"})
    post(RUN, sent, crowded.pk)
    crowded.refresh_from_db()
    assert len(sheet_of_run(crowded).to_card().replacements[0].prices) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (AMOUNT, "NaN"),
        (AMOUNT, "1e9"),
        (AMOUNT, "-5"),
        (AMOUNT, "Infinity"),
        (AMOUNT, "9" * 400),
        (AMOUNT, "1.2.3,4"),
        ("overdue-groups-0-bands-1-from_day", "9" * 30),
        ("overdue-groups-0-age_from", "-1"),
        ("overdue-groups-0-age_from", "1" * 5000),
        ("overdue-groups-0-label", "x" * 5000),
        ("exclusions-amount", "NaN"),
        ("exclusions-notice_days", "9" * 30),
        ("page-valid_from", "0000-00-00"),
    ],
)
def test_impossible_value_is_refused_and_nothing_is_kept(home, user, post, show, name, value):
    run = waiting(home)
    response = post(RUN, fields(show(run), **{name: value, "import": "1"}), run.pk)
    assert response.status_code == 200
    run.refresh_from_db()
    assert (run.status, run.choices) == (Status.PARSED, {})
    assert not TaksterPage.objects.exists()


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1.234,50", "1234.50"), ("12,5", "12.50"), ("0", "0"), ("75 kr.", "75")],
)
def test_amounts_are_typed_as_danes_write_them(home, user, post, show, written, amount):
    run = waiting(home)
    post(RUN, fields(show(run), **{AMOUNT: written, "check": "1"}), run.pk)
    run.refresh_from_db()
    found = sheet_of_run(run).to_card().overdue[0].groups[0].bands[1].amount
    assert found == Decimal(amount)


def test_html_in_a_label_is_text(home, user, post, show):
    run = waiting(home)
    label = "<script>alert(1)</script>"
    response = post(
        RUN, fields(show(run), **{"overdue-groups-0-label": label, "check": "1"}), run.pk
    )
    assert label not in response.content.decode()
    assert "&lt;script&gt;" in response.content.decode()


def test_overlapping_bands_are_found_and_not_hidden(home, user, post, show):
    run = waiting(home)
    name = "overdue-groups-0-bands-0-to_day"
    response = post(RUN, fields(show(run), **{name: "20", "check": "1"}), run.pk)
    assert response.context["review"].findings[0][0] == "error"


def test_cpr_number_typed_in_a_label_is_not_imported(home, user, post, show):
    run = waiting(home)
    changed = {"overdue-groups-0-label": "Voksne 010190-1234", "import": "1"}
    post(RUN, fields(show(run), **changed), run.pk)
    pages = [json.dumps(draft(page).get_prep_value()) for page in TaksterPage.objects.all()]
    assert not any("010190-1234" in page for page in pages)
