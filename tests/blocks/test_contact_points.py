"""Contact points by matter, and the channels in the order that the editor wants."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.blocks.struct_block import StructBlockValidationError

from wagtail_libfees.blocks.contact_points import (
    CHANNEL_FIELDS,
    ContactChannelsBlock,
    ContactPointsBlock,
    MatterPointBlock,
    channel_choices,
    channel_order,
)
from wagtail_libfees.models import FeeSettings


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
    assert channel_order(channels()) == list(CHANNEL_FIELDS)


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


def test_the_telephone_has_hours_of_its_own_where_nobody_is_met_in_person():
    settings = FeeSettings()
    point = {
        "matter": "payment",
        "name": "Opkrævningen",
        "phone": "12345678",
        "phone_hours": "Mandag-fredag kl. 9-12",
        "hours": "Mandag-fredag kl. 10-17",
        "digital_post": "https://post.example/skriv",
        "form": "https://fjordby.example/kontakt",
    }
    settings.contact_points = [("point", point)]
    settings.contact_channels = [
        ("channel", {"channel": "digital_post"}),
        ("channel", {"channel": "phone"}),
    ]
    with translation.override("en"):
        [contact] = settings.contacts()
    assert [(detail.kind, detail.text) for detail in contact.details] == [
        ("digital_post", "https://post.example/skriv"),
        ("phone", "12345678"),
        ("phone_hours", "Monday to Friday, 9 am to 12 pm"),
    ]
    assert contact.details[0].is_web
    assert contact.details[0].href == "https://post.example/skriv"
    assert not contact.details[2].href


def test_without_an_order_digital_ways_come_first():
    assert channel_order(channels())[:3] == ["self_service", "digital_post", "form"]


@pytest.mark.parametrize("field", ["url", "digital_post", "form"])
def test_a_port_that_cannot_be_is_refused_at_its_field(field):
    point = {"matter": "other", "name": "X", field: "https://x.example:99999/"}
    block = MatterPointBlock()
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(point))
    assert list(caught.value.block_errors) == [field]
