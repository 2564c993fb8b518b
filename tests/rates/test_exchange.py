import json
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.rates import (
    Band,
    BorrowerGroup,
    ExchangeError,
    Exclusion,
    GroupRates,
    RateCard,
    Validity,
    card_document,
    export_json,
    import_json,
    json_schema,
)

from .factories import ADULTS, card_of
from .strategies import cards, keys_of

VALIDATOR = jsonschema.Draft202012Validator(
    json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
HEAD = '{"format": "wagtail-libfees/rate-card", "version": 1, "card": '


def of_card(card: str) -> str:
    """A file around the JSON of a card."""
    return HEAD + card + "}"


def with_band(**fields: object) -> dict[str, Any]:
    """A document with one band of these fields."""
    document = card_document(card_of(GroupRates(BorrowerGroup("Voksne"), (Band(1),))))
    document["card"]["overdue"][0]["groups"][0]["bands"][0].update(fields)
    return document


@given(cards)
def test_export_and_import_of_json_is_the_identity(card: RateCard) -> None:
    read = import_json(export_json(card))
    assert (read, keys_of(read)) == (card, keys_of(card))


@given(cards)
def test_every_export_is_valid_by_the_published_schema(card: RateCard) -> None:
    VALIDATOR.validate(json.loads(export_json(card)))


def test_the_schema_is_a_schema_and_names_its_version() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$id"].endswith(":1")


def test_amounts_are_texts_that_no_program_rounds() -> None:
    document = card_document(RateCard(exclusions=(Exclusion(Decimal("1E+2")),)))
    assert document["card"]["exclusions"][0]["amount"] == "100"
    document = card_document(RateCard(exclusions=(Exclusion(Decimal("20.5000")),)))
    assert document["card"]["exclusions"][0]["amount"] == "20.50"


def test_fee_free_zero_and_unknown_stay_three_things() -> None:
    card = card_of(
        GroupRates(
            BorrowerGroup("x"), (Band(1, fee_free=True), Band(2, amount=Decimal(0)), Band(3))
        )
    )
    bands = card_document(card)["card"]["overdue"][0]["groups"][0]["bands"]
    stated = [(each["amount"], each["fee_free"]) for each in bands]
    assert stated == [(None, True), ("0", False), (None, False)]


MUTATIONS = [
    {"from_day": value} for value in (0, 1, 1.0, 1.5, -1, 100_000, 100_001, True, "1", None, [], {})
] + [
    {"amount": value}
    for value in (
        *("0", "20", "20.50", "9999999.99", "10000000", "020", "20,50", "20.5", "-1", "1e3"),
        *("NaN", "", " 20", "kr. 20", 20, 20.5, None, True, []),
    )
]
MUTATIONS += [{"fee_free": value} for value in (True, False, 1, 0, "true", None)]
MUTATIONS += [
    {"wording": value} for value in ("", "x" * 2000, "x" * 2001, "a\0b", None, 1, [], "æ\n")
]
MUTATIONS += [{"colour": "red"}, {"to_day": None}, {"to_day": 7}, {"": 1}]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: str(m)[:40])
def test_the_reader_takes_what_the_schema_takes_and_nothing_else(
    mutation: dict[str, object],
) -> None:
    document = with_band(**mutation)
    if VALIDATOR.is_valid(document):
        import_json(json.dumps(document))
    else:
        with pytest.raises(ExchangeError, match=r"overdue\[0\]\.groups\[0\]\.bands\[0\]"):
            import_json(json.dumps(document))


VALIDITIES = [
    {"valid_from": value}
    for value in ("2027-01-01", "2027-02-29", "20270101", "2027-W01-1", "2027-1-1", "", 1, None)
]
VALIDITIES += [
    {"decision_url": value}
    for value in (
        *("", "https://x.example/a?b=c", "http://x.example", "javascript:alert(1)"),
        *("https://x.example/a b", "ftp://x.example", "//x.example", " https://x.example", 1),
    )
]


@pytest.mark.parametrize("mutation", VALIDITIES, ids=str)
def test_dates_and_addresses_are_those_of_the_schema(mutation: dict[str, object]) -> None:
    card = RateCard(exclusions=(Exclusion(Decimal(200), validity=Validity(date(2027, 1, 1))),))
    document = card_document(card)
    document["card"]["exclusions"][0]["validity"].update(mutation)
    if VALIDATOR.is_valid(document):
        import_json(json.dumps(document))
    else:
        with pytest.raises(ExchangeError, match=r"exclusions\[0\]\.validity"):
            import_json(json.dumps(document))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "20", "2027-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["groups", "group", "label", "bands", "from_day", "amount", "validity"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(st.sampled_from(["overdue", "exclusions", "other_fees", "currency", "x"]), json_values)
def test_reader_and_schema_agree_on_any_data(kind: str, value: object) -> None:
    document = {"format": "wagtail-libfees/rate-card", "version": 1, "card": {kind: value}}
    try:
        import_json(json.dumps(document))
        taken = True
    except ExchangeError:
        taken = False
    assert taken is VALIDATOR.is_valid(document)


def test_what_is_left_out_of_a_file_has_its_default() -> None:
    assert import_json(of_card("{}")) == RateCard()
    found = import_json(of_card('{"exclusions": [{"amount": "200"}]}'))
    assert found == RateCard(exclusions=(Exclusion(Decimal(200)),))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "too many levels"),
        ('{"x": ' + "9" * 5000 + "}", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        ("[]", "not a rate card"),
        ("null", "not a rate card"),
        ('{"format": "other", "version": 1, "card": {}}', "not a rate card"),
        ('{"format": "wagtail-libfees/rate-card", "version": 1}', "not a rate card"),
        ('{"format": "wagtail-libfees/rate-card", "version": 2, "card": {}}', "version 2"),
        ('{"format": "wagtail-libfees/rate-card", "version": true, "card": {}}', "version True"),
        (HEAD + '{}, "more": 1}', "not a rate card"),
        (of_card("[]"), "card: expected an object, found a list"),
        (of_card('{"currency": "EUR"}'), "currency"),
        (of_card('{"overdue": [{}]}'), r'overdue\[0\]: the field "groups" is missing'),
        (of_card('{"overdue": null}'), "overdue: expected a list, found nothing"),
        (of_card('{"exclusions": [{"amount": "1", "amount": "2"}]}'), "twice"),
        (of_card('{"exclusions": [{"amount": NaN}]}'), "a number with decimals"),
        (of_card('{"exclusions": [{"amount": "\\ud800"}]}'), "cannot be stored"),
        (of_card('{"other_fees": [{"fees": [{"kind": "x", "label": ""}]}]}'), "not one of card"),
        (of_card('{"timings": [' + "{}," * 500 + "{}]}"), "timings: more than 500"),
        (" " * 5_000_001, "larger than"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_file_is_refused_with_the_place_and_the_reason(data: str | bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        import_json(data)


def test_bytes_with_a_byte_order_mark_are_read() -> None:
    card = card_of(ADULTS)
    assert import_json(b"\xef\xbb\xbf" + export_json(card).encode()) == card
    assert import_json("\ufeff" + export_json(card)) == card


def test_the_schema_may_be_named_in_the_file() -> None:
    assert import_json(HEAD + '{}, "$schema": "urn:wagtail-libfees:rate-card:1"}') == RateCard()


@pytest.mark.parametrize(
    "card",
    [
        RateCard(exclusions=(Exclusion(Decimal(-1)),)),
        RateCard(exclusions=(Exclusion(Decimal("NaN")),)),
        RateCard(exclusions=(Exclusion(Decimal("0.001")),)),
        RateCard(exclusions=(Exclusion(Decimal(1), notice_days=-1),)),
        RateCard(exclusions=(Exclusion(None, validity=Validity(decision_url="javascript:x")),)),
        RateCard(currency="EUR"),
    ],
)
def test_what_no_reader_would_take_is_not_written(card: RateCard) -> None:
    with pytest.raises(ExchangeError):
        export_json(card)
