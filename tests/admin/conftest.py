"""A site with its fee page, and what may become of them; a module may have its own instead."""

import pytest

from tests import factories


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def folder(site):
    """A page between the front page and the fee page."""
    return factories.home_page_below(site.root_page, "Om biblioteket")


@pytest.fixture
def fee_page(site, folder):
    page = factories.takster_page(folder, title="Takster")
    page.save_revision().publish()
    factories.fee_settings(site, fee_page=page.page_ptr)
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def other(site):
    """Another fee page, that can take over."""
    return factories.takster_page(site.root_page, title="Priser")


@pytest.fixture
def elsewhere(site):
    """The front page of another site."""
    return factories.site("andenby.example", default=False).root_page


@pytest.fixture
def editor(client):
    client.force_login(factories.admin())
    return client
