"""The parts of Gebyrindstillinger: no default asserts anything, and what is said fits together."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.fee_page.settings.library import danish_genitive
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db

NOT_EDITED = {"id", "site", "updated_at"}


def routes(*several, **one):
    """Ways of paying as a field of the settings; one by its fields."""
    return {"payment_routes": [factories.payment_route(**fields) for fields in several or [one]]}


def panel_fields(panel):
    """The fields that a panel and those in it edit."""
    if hasattr(panel, "field_name"):
        yield panel.field_name
    for child in getattr(panel, "children", []):
        yield from panel_fields(child)


def test_every_field_stands_in_exactly_one_tab():
    shown = list(panel_fields(FeeSettings.edit_handler))
    fields = {field.name for field in FeeSettings._meta.get_fields() if field.concrete}
    assert sorted(shown) == sorted(fields - NOT_EDITED)


def test_every_tab_and_every_hard_field_has_a_word_of_help():
    plain = {"old_balances_url", "invoice_minimum", "payment_deadline_days"}
    for field in FeeSettings._meta.get_fields():
        if field.concrete and field.name not in NOT_EDITED | plain:
            assert field.help_text, field.name


def test_nothing_has_a_default_that_asserts_something():
    empty = FeeSettings(site=factories.site())
    for field in FeeSettings._meta.get_fields():
        if field.concrete and field.name not in NOT_EDITED:
            assert not getattr(empty, field.name), field.name


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Fjordby Kommune", "Fjordby Kommunes"),
        ("Aarhus", "Aarhus'"),
        ("Halifax", "Halifax'"),
        ("Schultz", "Schultz'"),
        ("NORDKØBING AS", "NORDKØBING AS'"),
        ("  Ærø Kommune ", "Ærø Kommunes"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_the_genitive_is_proposed_by_the_danish_rule(name, genitive):
    assert danish_genitive(name) == genitive


@pytest.mark.parametrize(
    "fields",
    [
        {},
        routes(kind="none"),
        routes(kind="desk"),
        routes(kind="netbank"),
        routes(name="Portalen"),
        routes(name="Portalen", url="https://betal.example"),
        routes(kind="other", name="Betal", url="https://x.example"),
        routes({"kind": "desk", "name": "Torvet"}, {"kind": "desk", "name": "Havnen"}),
        {"old_balances_before": date(2027, 1, 1), "old_balances_place": "Opkrævningen"},
        {
            "old_balances_before": date(2027, 1, 1),
            "old_balances_place": "Opkrævningen",
            "old_balances_url": "/gammel-gaeld",
            "old_balances_until": date(2027, 1, 1),
        },
        {"invoice_minimum": Decimal("0"), "found_again_refund_months": 0},
        {"registration_delay_hours": 72, "recall_days": 10, "considered_lost_days": 30},
        {
            "blocked_url": "/spaerret",
            "terms_url": "regler",
            "accessibility_url": "https://w.example",
        },
    ],
)
def test_what_fits_together_is_accepted(fields):
    FeeSettings(site=factories.site(), **fields).full_clean()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        (routes(kind="cash"), "payment_routes"),
        (routes(), "payment_routes"),
        (routes(kind="other"), "payment_routes"),
        (routes(kind="none", name="Portalen"), "payment_routes"),
        (routes(name="X", url="https://x.example:99999"), "payment_routes"),
        (routes(kind="none", url="https://x.example"), "payment_routes"),
        (routes({"kind": "none"}, {"kind": "desk"}), "payment_routes"),
        (routes({"kind": "desk"}, {"kind": "desk"}), "payment_routes"),
        ({"old_balances_before": date(2027, 1, 1)}, "old_balances_place"),
        ({"old_balances_place": "Opkrævningen"}, "old_balances_before"),
        ({"old_balances_until": date(2027, 1, 1)}, "old_balances_before"),
        (
            {"old_balances_before": date(2027, 1, 1), "old_balances_url": "/gammel"},
            "old_balances_place",
        ),
        (
            {
                "old_balances_before": date(2027, 1, 1),
                "old_balances_place": "Opkrævningen",
                "old_balances_until": date(2026, 12, 31),
            },
            "old_balances_until",
        ),
        ({"blocked_url": "javascript:alert(1)"}, "blocked_url"),
        ({"terms_url": "//evil.example"}, "terms_url"),
        ({"accessibility_url": "ftp://was.example"}, "accessibility_url"),
        ({"old_balances_url": "data:x"}, "old_balances_url"),
        ({"invoice_minimum": Decimal("-1")}, "invoice_minimum"),
        ({"recall_days": 0}, "recall_days"),
        ({"registration_delay_hours": 1001}, "registration_delay_hours"),
        ({"review_interval_months": 0}, "review_interval_months"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(fields, wrong):
    with pytest.raises(ValidationError) as caught:
        FeeSettings(site=factories.site(), **fields).full_clean()
    assert wrong in caught.value.message_dict


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2027-06-30 21:59:59", True),
        ("2027-06-30 22:00:00", False),  # Midnight in Copenhagen, summer time.
        ("2026-01-01 00:00:00", True),
    ],
)
def test_older_debts_hide_after_their_last_day_in_copenhagen(now, shown):
    settings = FeeSettings(
        old_balances_before=date(2027, 1, 1),
        old_balances_place="Opkrævningen",
        old_balances_until=date(2027, 6, 30),
    )
    with freeze_time(now):
        assert settings.old_balances_shown is shown


@pytest.mark.parametrize(
    "fields", [{}, {"old_balances_before": date(2027, 1, 1)}, {"old_balances_place": "Her"}]
)
def test_half_a_statement_on_older_debts_is_not_shown(fields):
    assert FeeSettings(**fields).old_balances_shown is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("library_name", "[indsæt navn]"),
        ("municipality_name", "[Dannevang Kommune]"),
        ("payment_routes", [factories.payment_route(name="[XX]")]),
        ("old_balances_place", factories.CPR),
        ("contact_points", [("point", {"matter": "payment", "name": "[XX]"})]),
    ],
)
def test_what_readers_may_not_see_is_no_setting(field, value):
    settings = FeeSettings(site=factories.site(), **{field: value})
    with pytest.raises(ValidationError) as refused:
        settings.full_clean()
    assert field in refused.value.message_dict
