"""Every address of ours answers while what the site stands on does not work, or is odd."""

import errno

import pytest
from django.core.files.storage import default_storage

from .addresses import is_ours, one_of_each
from .asking import Visitor
from .libraries import two_libraries

pytestmark = pytest.mark.django_db


@pytest.fixture
def odd_name(libraries):
    """A script stored a line break in the name of a site; no form does."""
    site = libraries["a"].site
    type(site).objects.filter(pk=site.pk).update(site_name="Fjordby\r\nBibliotek")


@pytest.fixture
def full_disk(libraries, monkeypatch):
    """No file can be stored any more."""

    def fail(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(default_storage._wrapped), "_save", fail)
    monkeypatch.setattr(type(default_storage._wrapped), "_open", fail)


@pytest.fixture
def no_search(libraries):
    """The tests have a search engine that fails; see `tests.search`."""


@pytest.fixture
def libraries():
    return two_libraries()


@pytest.mark.parametrize("fault", ["odd_name", "full_disk", "no_search"])
def test_every_address_of_ours_answers(request, libraries, fault):
    request.getfixturevalue(fault)
    library = libraries["a"]
    visitor = Visitor("lokal", library.site.hostname, libraries, library.users["lokal"])
    ours = [each for each in one_of_each(library) if is_ours(each)]
    assert len(ours) > 100
    for address in ours:
        list(visitor.look(address))
    assert visitor.faults == []
