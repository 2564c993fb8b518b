"""Contact points by matter, and the channels in the order that the editor wants."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from wagtail_libfees.blocks.contact_points import (
    CHANNEL_FIELDS,
    ContactChannelsBlock,
    ContactPointsBlock,
    MatterPointBlock,
    channel_choices,
    channel_order,
)


def channels(*values):
    block = ContactChannelsBlock()
    return block.to_python([{"type": "channel", "value": value} for value in values])


def priced(**fields):
    return {"channel": "phone", "price": "37", "price_source": "KL", "price_date": "2015-01-23"} | (
        fields
    )


def test_each_channel_has_its_fields():
    assert list(CHANNEL_FIELDS) == [name for name, _label in channel_choices()]


def test_without_a_word_on_channels_all_are_in_use():
    assert channel_order(channels()) == ["self_service", "phone", "email", "in_person"]


def test_the_editors_order_counts_and_what_is_left_out_is_not_in_use():
    found = channel_order(channels({"channel": "phone"}, {"channel": "self_service"}))
    assert found == ["phone", "self_service"]


@pytest.mark.parametrize("values", [(), ({"channel": "phone"},), (priced(),)])
def test_good_channels_are_accepted(values):
    assert len(ContactChannelsBlock().clean(channels(*values))) == len(values)


def test_a_price_is_an_amount_with_source_and_date():
    [child] = ContactChannelsBlock().clean(channels(priced()))
    assert child.value["price"] == Decimal("37")
    assert child.value["price_date"] == date(2015, 1, 23)


@pytest.mark.parametrize(
    "values",
    [
        ({"channel": "phone"}, {"channel": "phone"}),
        ({"channel": "fax"},),
        ({"channel": ""},),
        (priced(price_source=""),),
        (priced(price_date=None),),
        (priced(price="-1"),),
    ],
)
def test_bad_channels_are_refused(values):
    with pytest.raises(ValidationError):
        ContactChannelsBlock().clean(channels(*values))


@pytest.mark.parametrize(
    "fields",
    [
        {"matter": ""},
        {"matter": "gossip"},
        {"name": ""},
        {"phone": "ring til os"},
        {"email": "ikke en adresse"},
        {"url": "javascript:alert(1)"},
    ],
)
def test_a_bad_contact_point_is_refused(fields):
    block = ContactPointsBlock()
    raw = {"matter": "reason", "name": "Biblioteket", **fields}
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": "point", "value": raw}]))


def test_a_name_and_a_matter_are_enough():
    block = ContactPointsBlock()
    value = block.to_python([{"type": "point", "value": {"matter": "other", "name": "Os"}}])
    assert len(block.clean(value)) == 1


def test_no_field_of_the_blocks_is_left_out_of_its_form():
    for block in (MatterPointBlock(), ContactChannelsBlock().child_blocks["channel"]):
        assert sorted(block.meta.form_layout.children) == sorted(block.child_blocks)
