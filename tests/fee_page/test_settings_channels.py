"""The channels of notices in the fee settings, and the facts that the channels get."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from tests import factories
from wagtail_libfees.fee_page.settings.channels import (
    NoticeChannelsBlock,
    all_channels,
    chosen_channels,
    notice_channel_choices,
)
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.notices.site_facts import site_facts

pytestmark = pytest.mark.django_db
LOUD = "tests.notices.channels.test_channels.LoudspeakerChannel"


def names(*channels):
    return [("channel", name) for name in channels]


def test_nothing_chosen_shows_all():
    assert list(chosen_channels(FeeSettings())) == list(all_channels())


def test_chosen_channels_keep_their_order():
    of = FeeSettings(notice_channels=names("sms", "web"))
    assert list(chosen_channels(of)) == ["sms", "web"]


def test_a_channel_that_is_gone_is_passed_over():
    assert list(chosen_channels(FeeSettings(notice_channels=names("fax", "web")))) == ["web"]


def test_channel_of_the_site_can_be_chosen(settings):
    assert "loudspeaker" not in dict(notice_channel_choices())
    settings.WAGTAIL_LIBFEES = {**settings.WAGTAIL_LIBFEES, "NOTICE_CHANNELS": [LOUD]}
    assert "loudspeaker" in dict(notice_channel_choices())


def test_the_same_channel_twice_is_refused():
    block = NoticeChannelsBlock()
    with pytest.raises(StreamBlockValidationError) as caught:
        block.clean(block.normalize(names("sms", "web", "sms")))
    assert list(caught.value.block_errors) == [2]


@pytest.mark.parametrize(
    "address", ["fjordby.dk/nyt", "https://fjordby.dk/", "bibliotek.fjordby.dk", "ærø.dk/a?b=c"]
)
def test_short_address(address):
    FeeSettings(short_url=address).clean_fields(exclude=["site"])


@pytest.mark.parametrize(
    "address",
    ["fjordby", "javascript:alert(1)", "a b.dk", "//x.dk", "x.dk/<b>", "x.dk\n", "ftp://x.dk"],
)
def test_what_is_no_short_address(address):
    with pytest.raises(ValidationError):
        FeeSettings(short_url=address).clean_fields(exclude=["site"])


def test_price_needs_source_and_date():
    of = FeeSettings(site=factories.site(), sms_part_price=Decimal("0.25"))
    with pytest.raises(ValidationError) as caught:
        of.clean()
    assert set(caught.value.message_dict) == {"sms_price_source", "sms_price_date"}
    of.sms_price_source, of.sms_price_date = "Aftale", date(2026, 1, 1)
    of.clean()


def test_facts_of_a_site_without_settings_assert_nothing(django_assert_num_queries):
    facts = site_facts(factories.site("bibliotek.example"))
    assert (facts.name, facts.short_url, facts.sms_part_price) == ("bibliotek.example", "", None)
    assert FeeSettings.objects.count() == 0
    assert site_facts(None).name == ""


def test_facts_are_those_of_the_settings():
    site = factories.site()
    factories.fee_settings(
        site,
        library_name="Fjordby Bibliotek",
        short_url="fjordby.dk/nyt",
        contact_channels=[("channel", {"channel": "phone"})],
    )
    facts = site_facts(site)
    assert (facts.name, facts.short_url) == ("Fjordby Bibliotek", "fjordby.dk/nyt")
    assert facts.contact_order == ("phone",)
