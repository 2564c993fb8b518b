"""What every block has: an icon, a description, a preview, an API form, and all fields shown."""

import inspect
import json
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from rest_framework.utils.encoders import JSONEncoder
from wagtail import blocks as wagtail_blocks
from wagtail.blocks import BlockGroup, StructBlock
from wagtail.users.models import UserProfile

from tests import factories
from wagtail_libfees import blocks
from wagtail_libfees.blocks.base import VALIDITY_FIELDS, ValidityMixin
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage, TaksterPage

STREAMS = {
    "takster": blocks.takster_blocks,
    "faq": blocks.faq_blocks,
    "staff": blocks.staff_guide_blocks,
}
TOP = {f"{stream}-{name}": block for stream, of in STREAMS.items() for name, block in of()}


def structs(block, path):
    """Every struct block below `block`, by its path."""
    if isinstance(block, StructBlock):
        yield path, block
        for name, child in block.child_blocks.items():
            yield from structs(child, f"{path}.{name}")
    elif isinstance(block, wagtail_blocks.ListBlock):
        yield from structs(block.child_block, f"{path}[]")


# For the streams of a site: they have nothing to show before there is what they refer to.
WITHOUT_PREVIEW = {
    "site-faq_excerpt": blocks.FAQExcerptBlock(),
    "site-rates": blocks.SiteRatesBlock(),
    "site-calculator": blocks.CalculatorBlock(),
    "site-pay": blocks.PayButtonBlock(),
    "site-contact": blocks.SiteContactBlock(),
    "site-notices": blocks.LatestNoticesBlock(),
}
ALL = {
    path: found
    for name, block in (TOP | WITHOUT_PREVIEW).items()
    for path, found in structs(block, name)
}

each_top = pytest.mark.parametrize("block", TOP.values(), ids=TOP)
each_struct = pytest.mark.parametrize("block", ALL.values(), ids=ALL)


def names_in(layout):
    """The names of a form layout, in groups or not."""
    for entry in layout:
        if isinstance(entry, BlockGroup):
            yield from names_in([*entry.children, *entry.settings])
        else:
            yield entry


# Each block


def test_every_block_class_of_the_package_is_tested():
    known = {cls for block in ALL.values() for cls in type(block).__mro__}
    offered = [cls for cls in vars(blocks).values() if inspect.isclass(cls)]
    assert [cls.__name__ for cls in offered if cls not in known] == []


@each_struct
def test_a_block_has_an_icon_and_a_label(block):
    assert block.meta.icon != StructBlock._meta_class.icon
    assert str(block.label)


@each_struct
def test_no_field_is_left_out_of_the_form(block):
    layout = block.meta.form_layout
    given = [layout] if isinstance(layout, BlockGroup) else layout
    shown = list(names_in(given))
    assert sorted(shown) == sorted(block.child_blocks)


@each_struct
def test_optional_texts_have_a_default_that_can_be_translated(block):
    texts = (wagtail_blocks.CharBlock, wagtail_blocks.TextBlock, wagtail_blocks.URLBlock)
    for name, child in block.child_blocks.items():
        if isinstance(child, texts) and not child.required:
            assert child.get_default() == "", name


@each_struct
def test_each_field_has_a_label_of_its_own(block):
    labels = [str(child.label) for child in block.child_blocks.values()]
    assert len(labels) == len(set(labels))


@each_struct
def test_labels_are_in_the_editors_language(block):
    with translation.override("en"):
        english = [str(child.label) for child in block.child_blocks.values()]
    assert all(english)
    assert [label for label in english if any(letter in label for letter in "æøåÆØÅ")] == []


@each_top
def test_a_block_that_an_editor_chooses_says_what_it_is_for(block):
    assert str(block.meta.description)
    assert block.meta.template.startswith("wagtail_libfees/blocks/")


@each_top
def test_no_label_or_choice_is_the_same_as_the_description(block):
    assert str(block.meta.description) != str(block.label)


@pytest.mark.parametrize("block", [b for b in ALL.values() if isinstance(b, ValidityMixin)])
def test_every_version_of_rates_says_when_it_is_valid(block):
    assert set(VALIDITY_FIELDS) <= set(block.child_blocks)


# Previews


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
@each_top
def test_the_preview_of_a_block_is_rendered(client, block, language):
    user = factories.admin()
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    url = reverse("wagtailadmin_block_preview")
    response = client.get(url, {"id": block.definition_prefix})
    assert response.status_code == 200
    content = response.content.decode()
    assert f'<html lang="{language}"' in content
    assert 'class="libfees-block' in content


@pytest.mark.django_db
@pytest.mark.parametrize("block", [b for b in TOP.values() if isinstance(b, blocks.RateBlock)])
def test_the_preview_of_rates_shows_a_number(client, block):
    html = block.render(block.get_preview_value())
    assert any(character.isdigit() for character in html)


@pytest.mark.parametrize("block", [b for b in TOP.values() if isinstance(b, blocks.RateBlock)])
def test_the_preview_of_rates_would_pass_the_checks(block):
    block.clean(block.get_preview_value())


# The API


@each_top
def test_a_block_has_a_form_in_the_api_that_is_plain_data(block):
    data = block.get_api_representation(block.get_preview_value())
    assert set(data) >= set(block.child_blocks)
    assert json.loads(json.dumps(data, cls=JSONEncoder))


# Which blocks a page offers


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (TaksterPage, {*blocks.RATE_BLOCKS, "text", "payment", "contact"}),
        (PaymentFAQPage, {"questions", "in_short", "text", "payment", "contact"}),
        (StaffGuidePage, {"referral", "questions", "in_short", "text", "contact"}),
    ],
)
def test_a_page_offers_its_blocks(model, names):
    assert set(model._meta.get_field("body").stream_block.child_blocks) == names


# Half-typed values


@pytest.mark.parametrize("name", blocks.RATE_BLOCKS)
def test_an_empty_block_of_rates_has_rates(name):
    block = blocks.RATE_BLOCKS[name]()
    for value in (block.get_default(), block.to_python({})):
        assert value.to_rates() is not None


HALF_TYPED = [
    ("overdue_fees", {"groups": [{}]}),
    ("overdue_fees", {"groups": [{"label": None, "bands": [{}]}]}),
    ("overdue_fees", {"groups": [{"label": "", "bands": [{"amount": Decimal(5)}]}]}),
    ("overdue_fees", {"groups": [{"bands": [{"from_day": 1}]}], "accrual": ""}),
    ("overdue_fees", {"groups": [{"bands": [{"from_day": 9, "to_day": 2}]}], "accrual": None}),
    ("replacement_prices", {"prices": [{}], "handling_fee": None}),
    ("replacement_prices", {"prices": [{"pricing": ""}, {"pricing": None}]}),
    ("reminder_fees", {"fees": [{}]}),
    ("reminder_fees", {"fees": [{"basis": None, "debt_from": None}]}),
    ("exclusion", {"amount": None, "inclusive": None}),
    ("other_fees", {"fees": [{}]}),
    ("other_fees", {"fees": [{"kind": "", "label": None}]}),
    ("timings", {"advance_notice_days": None, "invoice_minimum": None}),
]


@pytest.mark.parametrize(("name", "value"), HALF_TYPED)
def test_half_typed_rates_have_rates_and_are_rendered(name, value):
    block = blocks.RATE_BLOCKS[name]()
    normal = block.to_python(value)
    assert normal.to_rates() is not None
    assert 'class="libfees-block' in block.render(normal)
    assert block.get_api_representation(normal)


def test_a_band_without_its_first_day_is_left_out():
    groups = [{"bands": [{"amount": Decimal(5)}, {"from_day": 1, "amount": Decimal(7)}]}]
    value = blocks.OverdueFeesBlock().to_python({"groups": groups})
    [band] = value.to_rates().groups[0].bands
    assert (band.from_day, band.amount) == (1, Decimal(7))


def test_amounts_are_decimals():
    groups = [{"bands": [{"from_day": 1, "amount": "10.50"}]}]
    value = blocks.OverdueFeesBlock().to_python({"groups": groups})
    amount = value.to_rates().groups[0].bands[0].amount
    assert isinstance(amount, Decimal)
    assert amount == Decimal("10.50")


@pytest.mark.django_db
def test_the_card_of_a_stream_keeps_the_order_of_the_editor():
    stream = TaksterPage(
        body=[
            factories.overdue(factories.group("A")),
            factories.text(),
            factories.overdue(factories.group("B")),
            factories.other_fees(("Kort", 20)),
        ]
    ).body
    card = blocks.rate_card(stream)
    assert [fees.groups[0].group.label for fees in card.overdue] == ["A", "B"]
    assert len(card.other_fees) == 1
