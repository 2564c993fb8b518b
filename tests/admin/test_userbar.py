"""The content checker on the package's pages, on others, and beside one of the site's own."""

import pytest
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem

from tests import factories
from wagtail_libfees.admin.quality.userbar import RULES, FeeContentChecker, use_fee_checker

pytestmark = pytest.mark.django_db


class OwnChecker(ContentCheckerItem):
    """A site's own."""


@pytest.fixture
def home():
    return factories.site().root_page


def checker_of(item, page, rf):
    items = [item]
    use_fee_checker(rf.get("/"), items, page)
    return items[0]


@pytest.mark.parametrize("in_editor", [True, False])
def test_the_packages_pages_have_more_rules(home, rf, in_editor):
    item = checker_of(AccessibilityItem(in_editor=in_editor), factories.takster_page(home), rf)
    config = item.get_axe_configuration(rf.get("/"))
    assert set(RULES) <= set(config["options"]["runOnly"])
    assert set(AccessibilityItem().get_axe_run_only(rf.get("/"))) <= set(
        config["options"]["runOnly"]
    )
    assert set(RULES) <= set(config["messages"])
    assert item.in_editor is in_editor


def test_other_pages_and_other_checkers_stay_as_they_are(home, rf):
    wagtails, own = AccessibilityItem(), OwnChecker()
    assert checker_of(wagtails, home, rf) is wagtails
    assert checker_of(own, factories.takster_page(home), rf) is own


def test_the_page_carries_it(client, home):
    page = factories.takster_page(home)
    client.force_login(factories.admin())
    assert "table-duplicate-name" in client.get(page.url).content.decode()


def test_the_class_is_what_wagtail_takes():
    assert issubclass(FeeContentChecker, ContentCheckerItem)
