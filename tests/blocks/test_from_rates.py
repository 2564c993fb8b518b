from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from hypothesis import HealthCheck, given, settings
from wagtail.blocks import StreamBlock

from tests.rate_pages import CARD, NEXT_YEAR
from tests.rates.factories import card_of
from tests.rates.libraries import LIBRARIES
from tests.rates.strategies import cards, keys_of
from wagtail_libfees.blocks import takster_blocks
from wagtail_libfees.blocks.keys import UUID, continued_id, key_of
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.blocks.stored_blocks import Former, raw_block, raw_rate_blocks, storable
from wagtail_libfees.rates import (
    Band,
    BorrowerGroup,
    GroupRates,
    OverdueFees,
    RateCard,
    ReplacementPrice,
    ReplacementPrices,
)

STREAM = StreamBlock(takster_blocks())


def stored(raw):
    """The stream as it comes out of the database."""
    return STREAM.to_python(json.loads(json.dumps(raw)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cards)
def test_a_card_becomes_blocks_and_comes_back(card: RateCard) -> None:
    assert rate_card(stored(raw_rate_blocks(card))) == storable(card)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(cards)
def test_saving_the_blocks_loses_nothing(card: RateCard) -> None:
    stream = stored(raw_rate_blocks(card))
    saved = json.loads(json.dumps(stream.get_prep_value(), cls=DjangoJSONEncoder))
    assert rate_card(STREAM.to_python(saved)) == storable(card)


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_the_rates_of_real_libraries_fit_into_blocks(library) -> None:
    assert rate_card(stored(raw_rate_blocks(library.card))) == storable(library.card)


def ids_of(raw):
    """Every id in stored data."""
    if isinstance(raw, dict):
        own = [raw["id"]] if "id" in raw else []
        return own + [found for value in raw.values() for found in ids_of(value)]
    return [found for each in raw for found in ids_of(each)] if isinstance(raw, list) else []


def test_every_block_and_every_list_item_has_an_id_of_its_own() -> None:
    first, second = ids_of(raw_rate_blocks(CARD)), ids_of(raw_rate_blocks(CARD))
    assert len(first) == len(set(first)) == 7 + 4 + 2 * 4 + 2 + 4 + 1 + 1 + 1
    assert not set(first) & set(second)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(cards)
def test_keys_of_a_file_go_into_ids_and_no_two_ids_are_the_same(card: RateCard) -> None:
    raw = raw_rate_blocks(card)
    assert len(set(ids_of(raw))) == len(ids_of(raw))
    read = keys_of(rate_card(stored(raw)))
    # A key that cannot be an id, or stands twice on one day, is replaced.
    wanted = keys_of(card)
    known = [key for key in wanted if UUID.fullmatch(key)]
    assert all(UUID.fullmatch(key) for key in read)
    if len(set(known)) == len(known):
        assert [key for key in read if key in known] == known


def test_what_continues_a_rate_has_its_key_and_another_id() -> None:
    key = "0b5f2c1e-9a3d-4d0e-8a55-3f1f0c6f7a10"
    following = continued_id(key, date(2027, 1, 1))
    assert following == f"{key}-20270101"
    assert key_of(following) == key_of(key) == key
    assert continued_id(key_of(following), date(2028, 1, 1)) == f"{key}-20280101"
    for hostile in ("", "g0", f"{key}-20270101", "../etc", "body.x"):
        assert UUID.match(continued_id(hostile, None)), hostile
    taken = {following}
    assert continued_id(key, date(2027, 1, 1), taken) not in taken
    assert [key_of(found) for found in (None, "", "kontakt")] == ["", "", "kontakt"]


def test_only_the_wording_of_bands_has_no_place_in_a_block() -> None:
    band = Band(1, None, Decimal(20), wording="Fra første dag")
    card = card_of(GroupRates(BorrowerGroup("Alle"), (band,)))
    assert storable(card) != card
    assert storable(CARD) == CARD


def test_fee_free_zero_and_unknown_stay_three_things() -> None:
    bands = (Band(1, 1, fee_free=True), Band(2, 2, Decimal(0)), Band(3))
    card = card_of(GroupRates(BorrowerGroup("Alle"), bands))
    assert rate_card(stored(raw_rate_blocks(card))) == card


def test_a_changed_block_keeps_its_id_its_heading_and_the_ids_of_what_is_the_same() -> None:
    before = raw_block("overdue", NEXT_YEAR, heading="Gebyrer")
    groups = (NEXT_YEAR.groups[1], GroupRates(BorrowerGroup("Unge"), NEXT_YEAR.groups[0].bands))
    after = raw_block("overdue", OverdueFees(groups), former=Former(before["id"], before["value"]))
    assert (after["id"], after["value"]["heading"]) == (before["id"], "Gebyrer")
    children, young = after["value"]["groups"]
    assert children["id"] == before["value"]["groups"][1]["id"]
    assert children["value"]["bands"] == before["value"]["groups"][1]["value"]["bands"]
    # In a translation the new group must not show up under the words of the old one.
    assert young["id"] not in ids_of(before)


def test_no_two_items_share_the_id_of_one_former_item() -> None:
    price = ReplacementPrice("Bog", Decimal(250))
    before = raw_block("replacements", ReplacementPrices((price,)))
    twice = ReplacementPrices((price, price))
    after = raw_block("replacements", twice, former=Former(before["id"], before["value"]))
    ids = [item["id"] for item in after["value"]["prices"]]
    assert ids[0] == before["value"]["prices"][0]["id"]
    assert ids[1] != ids[0]
