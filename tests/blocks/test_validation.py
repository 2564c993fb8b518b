"""Mistakes in rates: let through in a draft, and shown where they stand when publishing."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from tests import factories
from wagtail_libfees.blocks import ContactPointBlock, OverdueFeesBlock, PaymentPortalBlock
from wagtail_libfees.blocks.contact import validate_phone

WHOLE = [(1, 7, 20), (8, None, 70)]
GAP = [(1, 7, 20), (9, None, 70)]


def value(*groups):
    return OverdueFeesBlock().normalize(factories.overdue(*groups)[1])


def cleaned(value, *, deferred):
    return value.block.clean_deferred(value) if deferred else value.block.clean(value)


def test_whole_bands_pass():
    assert cleaned(value(factories.group("A", *WHOLE)), deferred=False)


@pytest.mark.parametrize(
    "rows",
    [GAP, [(1, 7, 20), (7, None, 70)], [(1, 7, 20)], [(1, 7, None), (8, None, 70)], []],
)
def test_broken_bands_are_refused_only_when_validation_is_not_deferred(rows):
    bands = {"bands": [factories.band(*row) for row in rows]}
    broken = value(factories.group("A", **bands))
    assert cleaned(broken, deferred=True)
    if rows and rows[0][2] is None:
        return  # An amount that is not known is a warning or an error of the rate core.
    with pytest.raises(ValidationError):
        cleaned(broken, deferred=False)


def test_a_half_typed_block_passes_while_validation_is_deferred():
    block = OverdueFeesBlock()
    assert cleaned(block.to_python({"groups": [{"bands": [{}]}]}), deferred=True)


def test_the_mistake_stands_at_the_group_and_band_that_have_it():
    broken = value(factories.group("A", *WHOLE), factories.group("B", *GAP))
    with pytest.raises(StructBlockValidationError) as caught:
        cleaned(broken, deferred=False)
    groups = caught.value.block_errors["groups"]
    assert list(groups.block_errors) == [1]
    bands = groups.block_errors[1].block_errors["bands"]
    assert bands.block_errors or bands.non_block_errors


def test_each_of_two_mistakes_is_shown():
    broken = value(factories.group("A", *GAP), factories.group("B", *GAP))
    with pytest.raises(StructBlockValidationError) as caught:
        cleaned(broken, deferred=False)
    assert list(caught.value.block_errors["groups"].block_errors) == [0, 1]


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("amount", Decimal(-1)),
        ("amount", Decimal("1.005")),
        ("amount", Decimal(100_001)),
        ("from_day", 0),
        ("from_day", -1),
        ("to_day", 99_999),
    ],
)
def test_a_number_out_of_range_is_refused(field, bad):
    band = {**factories.band(1, None, 20), field: bad}
    with pytest.raises(ValidationError):
        cleaned(value(factories.group("A", bands=[band])), deferred=False)


@pytest.mark.parametrize(
    "number", ["12345678", "12 34 56 78", "+45 12 34 56 78", "112", " 12 34 56 78 "]
)
def test_a_phone_number_is_accepted(number):
    assert validate_phone(number) is None


@pytest.mark.parametrize(
    "number",
    [
        "",
        "12",
        "ring til os",
        "12-34-56-78",
        "12345678;ext=1",
        "++4512345678",
        "1" * 21,
        "１２３４",
    ],
)
def test_what_is_no_phone_number_is_refused(number):
    with pytest.raises(ValidationError):
        validate_phone(number)


@pytest.mark.parametrize(
    ("number", "href"),
    [("12 34 56 78", "tel:12345678"), ("+45 12345678", "tel:+4512345678"), ("", ""), (None, "")],
)
def test_a_phone_number_becomes_an_address(number, href):
    point = ContactPointBlock().normalize({"matter": "Sag", "phone": number})
    assert point.phone_href == href


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "evil"])
def test_a_contact_point_takes_web_addresses_only(url):
    block = ContactPointBlock()
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"matter": "Sag", "url": url}))


@pytest.mark.django_db
def test_a_payment_block_without_settings_names_no_portal():
    block = PaymentPortalBlock()
    assert "<a " not in block.render(block.normalize({"heading": "", "text": ""}))
