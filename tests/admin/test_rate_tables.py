"""What the tables of rates in the page editor are told while one types."""

import json

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

GROUP = {"id": "g", "value-label": "", "value-age_from": "18", "value-age_to": ""}


@pytest.fixture
def editor(client):
    """The browser of somebody who may edit pages."""
    client.force_login(factories.admin())
    return client


def overdue(*bands):
    """The fields of one group with bands of (from, to, amount)."""
    fields = {"table-count": "1", **{f"table-0-{name}": v for name, v in GROUP.items()}}
    fields["table-0-value-bands-count"] = str(len(bands))
    for index, band in enumerate(bands):
        row = f"table-0-value-bands-{index}"
        fields[f"{row}-id"] = str(index)
        for name, value in zip(("from_day", "to_day", "amount"), band, strict=True):
            fields[f"{row}-value-{name}"] = value
    return fields


def check(client, kind, fields):
    return client.post(reverse("libfees_check_rates", args=[kind]), fields)


@pytest.mark.parametrize(
    ("bands", "code", "place"),
    [
        ([("1", "5", "20"), ("8", "", "70")], "band_gap", [0, "bands", 1]),
        ([("1", "9", "20"), ("8", "", "70")], "band_overlap", [0, "bands", 1]),
        ([("1", "7", "70"), ("8", "", "20")], "band_amount_falls", [0, "bands", 1]),
        ([("1", "7", "900"), ("8", "", "900")], "overdue_above_ceiling", [0, "bands", 0]),
        ([("1", "7", ""), ("8", "", "20")], "band_amount_unknown", [0, "bands", 0]),
        # A row that has no day yet is none for the rate core; those after it keep their place.
        ([("", "", ""), ("1", "7", "70"), ("8", "", "20")], "band_amount_falls", [0, "bands", 2]),
        ([("1", "", "gratis")], "not_understood", [0, "bands", 0, "amount"]),
        ([("en", "", "20")], "not_understood", [0, "bands", 0, "from_day"]),
        ([("1", "99999", "20")], "not_understood", [0, "bands", 0, "to_day"]),
    ],
)
def test_a_mistake_is_told_at_its_place(editor, bands, code, place):
    remarks = check(editor, "overdue", overdue(*bands)).json()["remarks"]
    assert (code, place) in [(remark["code"], remark["place"]) for remark in remarks]
    # What is typed and not understood is told once.
    assert len({str(r["place"][:3]) + r["code"][-7:] for r in remarks}) == len(remarks)


def test_a_name_and_a_picture_come_with_it(editor):
    answer = check(editor, "overdue", overdue(("1", "7", "20"), ("8", "", "70,50"))).json()
    assert answer["remarks"] == [] or answer["remarks"][0]["code"].startswith(("ages", "overdue"))
    assert answer["labels"] == ["Voksne fra 18 år"]
    assert "70,50" in answer["picture"] or "70.50" in answer["picture"]


def test_lines_are_checked_too(editor):
    fields = {"table-count": "1", "table-0-id": "a", "table-0-value-basis": "flat"}
    fields["table-0-value-amount"] = "900"
    (remark,) = check(editor, "reminders", fields).json()["remarks"]
    assert remark["code"] == "reminder_above_ceiling"
    assert remark["place"] == [0]


@pytest.mark.parametrize(
    ("kind", "fields", "status"),
    [("exclusions", {}, 404), ("nothing", {}, 404), ("overdue", {"table-count": "9"}, 400)],
)
def test_what_is_no_table_is_refused(editor, kind, fields, status):
    assert check(editor, kind, fields).status_code == status


def test_half_typed_values_leave_the_forms_of_others_alone(editor, fee_page):
    """Wagtail switches the validation of a block off for a draft; here it is another block."""
    check(editor, "overdue", overdue(("1", "", "gratis")))
    assert not fee_page.body.stream_block.child_blocks["overdue_fees"].is_deferred_validation


def read(client, rows):
    url = reverse("libfees_read_cells")
    return client.post(url, json.dumps(rows), content_type="application/json")


def test_cells_are_read(editor):
    (row,) = read(editor, [["1-7 dage", "20,00 kr.", "gratis", "€ 5"]]).json()["cells"]
    assert row[0]["days"] == [1, 7]
    assert row[1]["amount"] == "20"
    assert row[2]["feeFree"]
    assert "€ 5" in row[3]["refused"]


@pytest.mark.parametrize("rows", [3, [3], [["1"] * 5000]])
def test_what_are_no_rows_of_cells_is_refused(editor, rows):
    assert read(editor, rows).status_code == 400
