import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given

from wagtail_libfees.rates import (
    BorrowerGroup,
    ExchangeError,
    Exclusion,
    GroupRates,
    OverdueFees,
    RateCard,
    export_csv,
    import_csv,
)

from .factories import ADULTS, CHILDREN, card_of, group
from .strategies import cards, keys_of


@given(cards)
def test_export_and_import_of_csv_is_the_identity(card: RateCard) -> None:
    read = import_csv(export_csv(card))
    assert (read, keys_of(read)) == (card, keys_of(card))


@given(cards)
def test_semicolons_and_bytes_are_read_too(card: RateCard) -> None:
    assert import_csv(b"\xef\xbb\xbf" + export_csv(card, ";").encode()) == card


@given(cards)
def test_no_cell_is_run_as_a_formula(card: RateCard) -> None:
    for row in csv.reader(io.StringIO(export_csv(card), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_row_can_be_read_alone() -> None:
    rows = list(csv.DictReader(io.StringIO(export_csv(card_of(CHILDREN, ADULTS)))))
    assert len(rows) == 8
    last = {name: cell for name, cell in rows[-1].items() if cell}
    assert last == {
        "kind": "overdue",
        "version": "1",
        "group": "2",
        "entry": "4",
        "currency": "DKK",
        "label": "Voksne",
        "age_from": "18",
        "group_fee_free": "false",
        "from_day": "31",
        "amount": "230",
        "fee_free": "false",
        "replacement_added": "false",
    }


def test_versions_and_groups_without_entries_are_kept() -> None:
    card = RateCard(
        overdue=(
            OverdueFees(()),
            OverdueFees((GroupRates(BorrowerGroup("Børn"), fee_free=True), group((1, None, 20)))),
        )
    )
    assert import_csv(export_csv(card)) == card


HEAD = "kind,version,group,entry,label,from_day,to_day,amount,fee_free,inclusive\r\n"


def test_an_amount_with_a_danish_comma_is_read() -> None:
    text = 'kind,version,amount\r\nexclusions,1,"200,50"\r\n'
    assert import_csv(text).exclusions == (Exclusion(Decimal("200.50")),)


def test_empty_rows_and_missing_columns_are_passed_over() -> None:
    text = "kind,version,amount\r\n,,\r\nexclusions,1,200\r\n\r\n"
    assert import_csv(text) == RateCard(exclusions=(Exclusion(Decimal(200)),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", '"kind" and "version"'),
        ("kind\r\nexclusions\r\n", '"kind" and "version"'),
        ("kind,version,colour\r\n", "colour"),
        ("kind,version,amount,amount\r\nexclusions,1,200,300\r\n", "twice"),
        (HEAD + "bøder,1\r\n", "Row 2: the kind 'bøder'"),
        (HEAD + "exclusions,2\r\n", 'Row 2: "version" must be'),
        (HEAD + "exclusions,,,,,,,200\r\n", 'Row 2: "version" must be'),
        (HEAD + "exclusions,1,,,,,,200\r\nexclusions,1,,,,,,200\r\n", "Row 3 belongs"),
        (HEAD + "exclusions,1,,,,,,200\r\nexclusions,1,,,,,,100\r\n", "Row 3 belongs"),
        (HEAD + "exclusions,1,,,,5\r\n", 'Row 2: "from_day" does not apply'),
        (HEAD + "exclusions,1,1\r\n", 'Row 2: "group" does not apply'),
        (HEAD + "overdue,1,,,,5\r\n", 'Row 2: "from_day" does not apply'),
        (HEAD + "overdue,1,1,1,x,1.5\r\n", 'Row 2: "from_day" must be a whole number'),
        (HEAD + "overdue,1,1,1,x,-1\r\n", 'Row 2: "from_day" must be a whole number'),
        (HEAD + "overdue,1,1,1,x,1,,20,ja\r\n", 'Row 2: "fee_free" must be true or false'),
        (HEAD + "overdue,1,1,1,x,1\r\noverdue,1,1,3,x,8\r\n", 'Row 3: "entry" must be'),
        (HEAD + "overdue,1,1,1,x,1\r\noverdue,1,1,2,y,8\r\n", 'Row 3 belongs to the same "group"'),
        (HEAD + "overdue,1,1,,x\r\noverdue,1,1,1,x,8\r\n", 'Row 3 belongs to the same "group"'),
        (HEAD + "overdue,1,1,1,x,,,20\r\n", r"bands\[0\]: the field .from_day. is missing"),
        (HEAD + "exclusions,1,,,,,,kr. 20\r\n", r"exclusions\[0\]\.amount"),
        (HEAD + "exclusions,1,,,,,,,,,,too many\r\n", "Row 2 has more cells"),
        ('kind,version\r\n"exclusions,1\r\n', "not CSV"),
        ("kind,version,currency,amount\r\nexclusions,1,EUR,200\r\n", "currency"),
        (
            "kind,version,currency,amount\r\nexclusions,1,EUR,1\r\nexclusions,2,DKK,2\r\n",
            "currency",
        ),
        (HEAD + "".join(f"timings,{i}\r\n" for i in range(1, 502)), "timings: more than 500"),
        (HEAD + "".join(f"timings,{i}\r\n" for i in range(1, 20_002)), "more than 20000 rows"),
        (b"kind,version\r\n\xff", "UTF-8"),
    ],
    ids=lambda value: str(value)[-40:],
)
def test_a_bad_table_is_refused_with_the_row_and_the_reason(text: str | bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        import_csv(text)
