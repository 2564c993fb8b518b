"""Branches: their numbers, languages and sites."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from wagtail_libfees.models import Branch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("isil", ["", "DK-710100", "DK-000000"])
def test_an_isil_is_dk_and_six_digits(isil):
    factories.branch(isil=isil).full_clean()


@pytest.mark.parametrize(
    "isil",
    [
        "710100",
        "DK710100",
        "dk-710100",
        "DK-71010",
        "DK-7101000",
        "DK-71010a",
        "DK-٧١٠١٠٠",
        " ",
        "DK-710100\n",
        "SE-710100",
    ],
)
def test_what_is_no_isil_of_a_danish_library_is_refused(isil):
    with pytest.raises(ValidationError) as caught:
        Branch(name="Havnen", isil=isil, locale=factories.locale("da")).full_clean()
    assert list(caught.value.message_dict) == ["isil"]


def test_two_branches_cannot_have_one_isil_but_translations_can():
    branch = factories.branch(isil="DK-710100")
    with pytest.raises(ValidationError):
        Branch(name="Byen", isil="DK-710100", locale=branch.locale).full_clean()
    translated = branch.copy_for_translation(factories.locale("en"))
    translated.full_clean()
    branch.full_clean()


def test_a_notice_can_name_the_branches_of_its_site_and_of_every_site():
    here, there = factories.site(), factories.site("andenby.example", default=False)
    factories.branch("Fælles")
    factories.branch("Her", site=here)
    factories.branch("Der", site=there)
    factories.branch("Here", "en", site=here)
    offered = Branch.offered(here, factories.locale("da"))
    assert [branch.name for branch in offered] == ["Fælles", "Her"]
