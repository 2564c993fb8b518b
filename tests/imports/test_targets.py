"""Where an import goes: the page that is there, and never a second of the same name."""

import pytest

from tests import factories
from tests.imports.imports import parsed, staff_item, words
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.targets import add_draft_page
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage, TaksterPage

pytestmark = pytest.mark.django_db

BOTH = parsed(("Hvad koster det?", "20 kr."), staff_item())


@pytest.mark.parametrize("place", ["beside", "elsewhere on the site"])
def test_staff_questions_go_to_the_guide_that_is_there(home, place):
    section = home if place == "beside" else factories.home_page_below(home, "Intranet")
    guide, page = factories.staff_guide(section), factories.faq_page(home)
    import_faq(BOTH, page=page)
    assert staff_item().question in words(guide)
    assert StaffGuidePage.objects.count() == 1


def test_the_guide_of_another_library_is_left_alone(home):
    other = factories.site("sandby.example", default=False).root_page
    guide, page = factories.staff_guide(other), factories.faq_page(home)
    import_faq(BOTH, page=page)
    assert staff_item().question not in words(guide)
    assert StaffGuidePage.objects.child_of(home).count() == 1


@pytest.mark.parametrize("model", [PaymentFAQPage, StaffGuidePage, TaksterPage])
def test_no_two_pages_get_the_same_name(home, model):
    titles = [add_draft_page(model, home, None).title for _ in range(3)]
    assert titles == [titles[0], f"{titles[0]} 2", f"{titles[0]} 3"]
