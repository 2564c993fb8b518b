"""Dates and times in the forms of the admin: read as people write them, kept as typed if not."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from tests import factories
from tests.notices.admin.forms import form
from wagtail_libfees.blocks.base import ValidityMixin
from wagtail_libfees.date_fields import (
    SpelledDateField,
    SpelledDateTimeField,
    SpelledDateTimeInput,
    understood,
)
from wagtail_libfees.imports.admin.fees.review import PageForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(client):
    client.force_login(factories.admin())
    index = factories.notice_index(factories.site().root_page)
    notice = factories.notice(index, "Lukket", severity="warning", from_day=date(2026, 11, 20))
    notice.save_revision().publish()
    return notice


def send(client, notice, **fields):
    data = form(**{"slug": notice.slug, "severity": "warning", **fields})
    return client.post(reverse("wagtailadmin_pages:edit", args=[notice.pk]), data)


def draft(notice):
    return type(notice).objects.get(pk=notice.pk).get_latest_revision_as_object()


def test_every_date_of_a_notice_is_read(client, notice):
    update = {"day": "lørdag den 5. december 2026", "time": "kl. 8", "text": "null"}
    send(
        client,
        notice,
        to_day="6/12-2099",
        to_time="kl. 22",
        review_day="6. december 2026",
        period_from_day="December 7, 2026",
        period_from_time="2230",
        cut_off_day="08.12.2026",
        expire_at="31. december 2099 kl. 22.30",
        updates=streamfield([("update", update)]),
    )
    found = draft(notice)
    assert (found.to_day, found.to_time) == (date(2099, 12, 6), time(22))
    assert (found.review_day, found.cut_off_day) == (date(2026, 12, 6), date(2026, 12, 8))
    assert (found.period_from_day, found.period_from_time) == (date(2026, 12, 7), time(22, 30))
    assert found.expire_at == datetime(2099, 12, 31, 21, 30, tzinfo=UTC)
    (stored,) = found.updates
    assert (stored.value["day"], stored.value["time"]) == (date(2026, 12, 5), time(8))


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}])
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("to_day", "31.02.2026"),
        ("to_day", "06.12.0026"),
        ("from_day", "06."),
        ("review_day", "😀" * 20_000),
        ("to_time", "ved 22-tiden"),
        ("expire_at", "06.12.2099"),
    ],
)
def test_what_is_not_understood_stays_as_typed_and_nothing_is_saved(
    client, notice, name, typed, button
):
    before = draft(notice).latest_revision_id
    response = send(client, notice, **{name: typed, **button})
    form = response.context["form"]
    assert list(form.errors) == [name]
    assert form[name].value() == typed
    assert typed in response.content.decode()
    assert draft(notice).latest_revision_id == before


def test_half_a_date_in_a_block_stays_as_typed(client, notice):
    update = {"day": "31.2", "time": "8", "text": "null"}
    response = send(client, notice, updates=streamfield([("update", update)]))
    page_form = response.context["form"]
    assert list(page_form.errors) == ["updates"]
    assert page_form["updates"].value()[0].value["day"] == "31.2"


def test_a_date_is_shown_as_it_is_written_here(client, notice):
    page = client.get(reverse("wagtailadmin_pages:edit", args=[notice.pk]))
    assert 'value="20.11.2026"' in page.content.decode()
    fields = page.context["form"].fields
    assert isinstance(fields["expire_at"].widget, SpelledDateTimeInput)
    assert "DateChooser" not in page.content.decode()
    assert "DateTimeChooser" not in page.content.decode()
    assert ValidityMixin().child_blocks["valid_from"].get_form_state(date(2026, 12, 6)) == (
        "06.12.2026"
    )


def test_the_review_of_an_import_reads_it_too():
    assert PageForm({"valid_from": "1. januar 2027"}).is_valid()
    assert "0026" in str(PageForm({"valid_from": "01.01.0026"}).errors)


def test_a_moment_is_one_in_denmark():
    read = SpelledDateTimeField().clean("6/12-2026 kl. 22")
    assert read == datetime(2026, 12, 6, 21, tzinfo=UTC)
    assert SpelledDateTimeField().widget.format_value(read) == "06.12.2026 22.00"


@pytest.mark.parametrize(
    ("reads", "text", "answer"),
    [
        (
            "date",
            "6/12-2026",
            {"value": "06.12.2026", "words": "søndag den 6. december 2026", "iso": "2026-12-06"},
        ),
        ("time", "kl. 22", {"value": "22.00", "words": ""}),
        (
            "moment",
            "6/12-2026 22",
            {
                "value": "06.12.2026 22.00",
                "words": "søndag den 6. december 2026 kl. 22.00",
                "iso": "2026-12-06",
            },
        ),
        ("date", "31.2", {"error": "Kalenderen har ingen dag ”31.2”."}),
        ("date", "  ", {"value": "", "words": ""}),
    ],
)
def test_the_line_beside_a_field_says_what_the_field_would_do(client, reads, text, answer):
    assert understood(reads, text) == answer
    client.force_login(factories.admin())
    response = client.get(reverse("libfees_dates"), {"reads": reads, "text": text})
    assert response.json() == {"answers": [answer]}


@pytest.mark.parametrize(
    "query", ["reads=date", "reads=odd&text=1", "reads=date&text=1&" + "reads=date&text=1&" * 200]
)
def test_an_odd_question_is_refused(client, query):
    client.force_login(factories.admin())
    assert client.get(f"{reverse('libfees_dates')}?{query}").status_code == 400


def test_who_has_no_access_to_the_admin_is_told_nothing(client):
    response = client.get(reverse("libfees_dates"), {"reads": "date", "text": "6.12"})
    assert response.status_code == 302


def test_a_field_that_was_not_touched_has_not_changed():
    assert not SpelledDateField().has_changed(date(2026, 12, 6), "06.12.2026")
