"""What readers may not see as a value that a municipality states."""

import pytest

from tests import factories
from wagtail_libfees.editorial.value_checks import value_fault


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mit Betalingsoverblik",
        "70 80 70 10",
        "+45 70 80 70 10",
        "https://kasse.example/sag/0101901234",
        "9-17",
        "Kirkegade 12, 1. sal, 1234 Fjordby",
    ],
)
def test_what_readers_may_see(text):
    assert value_fault(text) == ""


@pytest.mark.parametrize(
    "text", [factories.PLACEHOLDER, "[XX]", "Ring [XXXX]", factories.CPR, f"Ring {factories.CPR}"]
)
def test_what_they_may_not(text):
    assert value_fault(text)


def test_the_digits_are_not_repeated():
    assert factories.CPR[:6] not in value_fault(factories.CPR)
