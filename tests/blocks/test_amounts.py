"""Amounts and days as an editor types them."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder

from wagtail_libfees.blocks.base import AmountBlock, DayBlock
from wagtail_libfees.blocks.rates import OverdueFeesBlock

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


@pytest.mark.parametrize("block", [DayBlock(), AmountBlock()])
@pytest.mark.parametrize(
    "typed", ["gratis", "1-7", "12,5,", "20.5", "nan", "1e5", "'20", "-", "€ 20"]
)
def test_what_is_no_number_stands_in_a_draft_as_it_was_typed(block, typed):
    with pytest.raises(ValidationError):
        block.clean(typed)
    kept = block.clean_deferred(typed)
    stored = json.loads(json.dumps(block.get_prep_value(kept), cls=DjangoJSONEncoder))
    assert block.get_form_state(block.to_python(stored)) == typed
    # Publishing what is stored refuses it too.
    with pytest.raises(ValidationError):
        block.clean(block.to_python(stored))


def test_a_draft_is_shown_without_what_is_no_number():
    block = OverdueFeesBlock()
    value = block.to_python(
        {"groups": [{"label": "A", "bands": [{"from_day": "en", "amount": "gratis"}, BAND]}]}
    )
    assert "gratis" not in block.render(value)
    assert "20" in block.render(value)
