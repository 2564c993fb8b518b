"""Amounts, days and addresses as an editor types them."""

import json
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder

from wagtail_libfees.blocks.base import AmountBlock, DateOfRatesBlock, DayBlock
from wagtail_libfees.blocks.contact import ContactBlock, ContactPointBlock
from wagtail_libfees.blocks.rates import OverdueFeesBlock
from wagtail_libfees.rates import Validity

BAND = {"from_day": 1, "amount": Decimal(20)}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("20", Decimal(20)),
        ("12,50", Decimal("12.50")),
        ("1.234,50 kr.", Decimal("1234.50")),
        ("kr. 20,-", Decimal(20)),
        ("0", Decimal(0)),
        ("", None),
        (None, None),
        (Decimal("7.25"), Decimal("7.25")),
    ],
)
def test_amount_is_read_as_danes_write_it(typed, amount):
    assert AmountBlock().clean(typed) == amount


@pytest.mark.parametrize("typed", ["1e3", "12.50", "1,234.50", "-5", "gratis", "NaN", "9999999"])
def test_amount_that_can_be_misread_is_refused(typed):
    with pytest.raises(ValidationError):
        AmountBlock().clean(typed)


@pytest.mark.parametrize(
    ("stored", "shown"), [(Decimal("12.50"), "12,50"), (Decimal("20.00"), "20"), (None, None)]
)
def test_amount_is_shown_with_a_comma(stored, shown):
    assert AmountBlock().get_form_state(stored) == shown


def test_amount_is_no_number_field_of_the_browser():
    html = str(AmountBlock().field.widget.render("x", "12,50"))
    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html


@pytest.mark.parametrize(("block", "typed"), [(DayBlock(), "0"), (AmountBlock(), "999999")])
def test_number_out_of_range_can_stand_in_a_draft(block, typed):
    with pytest.raises(ValidationError):
        block.clean(typed)
    block.defer_required_validation()
    assert block.clean(typed) == Decimal(typed)


NO_NUMBERS = ["gratis", "1-7", "12,5,", "20.5", "nan", "1e5", "'20", "-", "€ 20"]
NO_ADDRESSES = ["half", "https://", "'x", "javascript:alert(1)", "fjordby.dk/" + 500 * "x"]
DECISION = OverdueFeesBlock().child_blocks["decision_url"]
CONTACT = ContactPointBlock().child_blocks


@pytest.mark.parametrize(
    ("block", "typed"),
    [
        *product([DayBlock(), AmountBlock()], NO_NUMBERS),
        *product([DateOfRatesBlock(past=True)], ["31.2.2027", "snart", "2027-02-31", "2027", "'x"]),
        *product([DECISION], NO_ADDRESSES),
        *product([CONTACT["email"]], ["lars", "lars@", "'@"]),
        (CONTACT["phone"], "12 34 x"),
    ],
)
def test_what_is_not_understood_stands_in_a_draft_as_it_was_typed(block, typed):
    with pytest.raises(ValidationError):
        block.clean(typed)
    kept = block.clean_deferred(typed)
    stored = json.loads(json.dumps(block.get_prep_value(kept), cls=DjangoJSONEncoder))
    assert block.get_form_state(block.to_python(stored)) == typed
    # Publishing what is stored refuses it too.
    with pytest.raises(ValidationError):
        block.clean(block.to_python(stored))


@pytest.mark.parametrize(
    ("block", "typed", "value"),
    [
        (DateOfRatesBlock(), "1.7.2027", date(2027, 7, 1)),
        (DECISION, "https://fjordby.dk/beslutning", "https://fjordby.dk/beslutning"),
        (DECISION, "", ""),
        (CONTACT["email"], "bib@fjordby.dk", "bib@fjordby.dk"),
    ],
)
def test_what_is_understood_is_stored_as_its_value(block, typed, value):
    stored = json.loads(json.dumps(block.get_prep_value(block.clean_deferred(typed)), default=str))
    assert block.to_python(stored) == block.clean(typed) == value


def test_links_of_a_draft_lead_nowhere_that_is_no_address():
    version = OverdueFeesBlock().to_python(
        {"valid_from": "31.2.2027", "decision_url": "javascript:x"}
    )
    assert version.validity == Validity()
    contact = ContactBlock()
    point = {"matter": "Regning", "url": "javascript:x", "phone": "1 x", "email": "x"}
    assert "href" not in contact.render(contact.to_python({"points": [point]}))


def test_a_draft_is_shown_without_what_is_no_number():
    block = OverdueFeesBlock()
    value = block.to_python(
        {"groups": [{"label": "A", "bands": [{"from_day": "en", "amount": "gratis"}, BAND]}]}
    )
    assert "gratis" not in block.render(value)
    assert "20" in block.render(value)
