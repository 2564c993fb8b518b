"""What the checks say of a notice."""

from datetime import UTC, date, datetime, time

import pytest
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.editorial.registry import findings
from wagtail_libfees.notices.payment_change import PAYMENT_FIELDS

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 20)
PAYMENT = {
    "kind": "payment_change",
    "cut_off_day": date(2027, 1, 1),
    "old_balances": "Ved skranken",
    "old_url": "https://gammel.example/",
    "old_channel_ends": date(2027, 3, 31),
    "new_balances": "I portalen",
    "new_url": "https://ny.example/",
    "login_needed": False,
}
CLOSED = {"period_from_day": date(2026, 12, 8), "period_to_day": date(2026, 12, 20)}
CONTACT = [("point", {"matter": "Regningen", "phone": "12 34 56 78"})]


@pytest.fixture(autouse=True)
def _noon():
    with freeze_time("2026-11-20T11:00:00Z"):
        yield


@pytest.fixture
def index():
    return factories.notice_index(factories.site().root_page)


def notice(index, **fields):
    fields.setdefault("to_day", DAY)
    fields.setdefault("contacts", CONTACT)
    fields.setdefault("review_day", None)
    return factories.notice(index, **{"title": "Lukket", "lead": "Kort.", **fields})


def said(page):
    return [(found.code, found.field) for found in findings(page)]


def test_a_notice_with_everything_has_no_findings(index):
    assert said(notice(index)) == []
    assert said(notice(index, **PAYMENT)) == []


@pytest.mark.parametrize("name", PAYMENT_FIELDS)
def test_a_payment_change_with_an_open_question_is_not_published(index, name):
    empty = "" if isinstance(PAYMENT[name], str) else None
    page = notice(index, **{**PAYMENT, name: empty})
    assert [(e.code, e.field) for e in publishing_errors(page)] == [("payment_change_open", name)]


def test_another_kind_of_notice_has_no_questions_of_payment(index):
    assert said(notice(index, **{**PAYMENT, "new_url": "", "kind": "other"})) == []


@pytest.mark.parametrize(
    ("fields", "stops"),
    [
        ({"to_day": None}, True),
        ({"to_day": None, "review_day": DAY}, False),
        ({"to_day": DAY}, False),
    ],
)
def test_an_open_end_needs_a_day_to_look_at_it_again(index, fields, stops):
    expected = [("notice_without_end", "review_day")] if stops else []
    assert said(notice(index, **fields)) == expected


def test_a_section_that_borrowers_cannot_read_is_told(index):
    section = factories.faq_page(index.get_parent().specific)
    page = notice(index, scope="section", section=section)
    assert said(page) == []
    section.unpublish()
    assert said(type(page).objects.get(pk=page.pk)) == [("notice_section_hidden", "section")]
    section.save_revision().publish()
    factories.restrict(section)
    assert said(type(page).objects.get(pk=page.pk)) == [("notice_section_hidden", "section")]


def test_a_section_that_is_not_chosen_stops_publishing(index):
    assert said(notice(index, scope="section")) == [("notice_without_section", "section")]
    assert said(notice(index, scope="section", section=index.get_parent())) == []


@pytest.mark.parametrize(
    ("fields", "stops"),
    [
        ({}, True),
        ({"keeps_former_branches": True}, False),
        ({"to_day": date(2026, 2, 1)}, False),
    ],
)
def test_a_branch_that_was_deleted_stops_publishing_until_somebody_has_answered(
    index, fields, stops
):
    found = said(notice(index, former_branches=["branch-7"], **fields))
    assert (("notice_branch_gone", "branches") in found) is stops


@pytest.mark.parametrize(
    ("to_time", "moment", "over"),
    [
        (None, "2026-11-20T22:59:59Z", False),
        (None, "2026-11-20T23:00:00Z", True),
        (time(12), "2026-11-20T10:59:59Z", False),
        (time(12), "2026-11-20T11:00:00Z", True),
    ],
)
def test_a_notice_that_is_over_is_said_to_be(index, to_time, moment, over):
    page = notice(index, to_time=to_time)
    with freeze_time(moment):
        assert said(page) == ([("notice_over", "to_day")] if over else [])


def test_a_notice_without_contact_is_worth_a_look(index):
    assert said(notice(index, contacts=[])) == [("notice_without_contact", "contacts")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "closure"}, [("notice_without_period", "period_from_day")]),
        ({"kind": "opening_hours"}, [("notice_without_period", "period_from_day")]),
        ({"kind": "closure", "period_from_day": DAY}, []),
        ({"kind": "outage"}, []),
        ({"kind": "other"}, []),
    ],
)
def test_a_closure_that_no_calendar_can_have_is_worth_a_look(index, fields, expected):
    assert said(notice(index, **fields)) == expected


def test_relative_days_are_looked_for_in_every_text_but_updates(index):
    page = notice(
        index,
        lead="Vi lukker i morgen.",
        changes="<p>Fra <b>næste uge</b> er det nyt.</p>",
        updates=[("update", {"day": DAY, "time": time(9), "text": "<p>Virker igen i dag</p>"})],
    )
    assert said(page) == [("relative_day", "lead"), ("relative_day", "changes")]


def test_a_half_typed_notice_is_looked_at(index):
    page = notice(index)
    page.from_day = None
    assert said(page) == [("field_empty", "from_day")]


def test_a_finding_is_not_made_of_other_pages(index):
    page = factories.faq_page(
        index.get_parent(), factories.questions(("Hvad nu?", "<p>I dag.</p>"))
    )
    assert "relative_day" not in dict(said(page))


@pytest.mark.parametrize(("published", "told"), [(10, False), (20, True)])
def test_a_notice_that_was_shown_until_its_end_is_only_old(index, published, told):
    moment = datetime(2026, 11, published, 9, tzinfo=UTC)
    page = notice(index, to_day=date(2026, 11, 19), last_published_at=moment)
    assert ("notice_over" in [found.code for found in findings(page)]) is told


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"lead": "Lukket lørdag den 20. november 2026."}, "lead"),
        ({"text": "<p>Lukket l<b>ørdag</b> den 20. november 2026.</p>"}, "text"),
        ({"lead": "Lukket den 31. november 2026."}, "lead"),
        ({"lead": "Lukket den 19. november 2026.", "from_day": DAY}, "lead"),
        ({"title": "Lukket 8.-22. december 2026", **CLOSED}, "title"),
        ({"lead": "Closed until December 21, 2025", **CLOSED}, "lead"),
        ({"lead": "Lukket fredag den 20. november 2026."}, None),
        ({"lead": "Lukket 8.-20. december 2026, åbent igen den 21. december 2026", **CLOSED}, None),
        ({"text": "<p>Du kan forny til 4. januar 2027.</p>", **CLOSED}, None),
    ],
)
def test_a_date_in_the_text_is_compared_with_the_days_of_the_notice(index, fields, place):
    found = said(notice(index, **fields))
    assert [each for each in found if each[0] == "date_in_notice"] == (
        [("date_in_notice", place)] if place else []
    )
