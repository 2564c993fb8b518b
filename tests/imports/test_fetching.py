"""An address that leads into one's own network is refused, by the admin and by the command."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests import factories
from tests.fetching.internet import PUBLIC, Internet
from wagtail_libfees.editorial.national import NationalFact
from wagtail_libfees.fetching.fetch import fetch_url
from wagtail_libfees.imports import watch
from wagtail_libfees.imports.management.commands import libfees_check_sources
from wagtail_libfees.imports.models import ImportRun, Status
from wagtail_libfees.imports.reading import sources
from wagtail_libfees.pages.models import PaymentFAQPage

pytestmark = pytest.mark.django_db

SECRET = b"<h3>Hvad er koden?</h3><p>Koden er 4711.</p>"
ADDRESS = "http://a.dk/faq"


def redirect(net: Internet) -> None:
    """The page redirects to the address that clouds keep their secrets at."""
    net.redirect("a.dk/faq", "http://169.254.169.254/secret")
    net.page("169.254.169.254/secret", SECRET)


def rebinding(net: Internet) -> None:
    """The name is public when it is looked up first, and private from then on."""
    net.names["a.dk"] = [[PUBLIC], ["127.0.0.1"]]
    net.page("a.dk/faq", SECRET)


def redirect_to_rebinding(net: Internet) -> None:
    """The page redirects to a name that turns private."""
    net.redirect("a.dk/faq", "http://b.dk/secret")
    net.names["b.dk"] = [[PUBLIC], ["10.0.0.1"]]
    net.page("b.dk/secret", SECRET)


@pytest.fixture(params=[redirect, rebinding, redirect_to_rebinding])
def trap(request, internet, monkeypatch):
    """An address that leads inside, on an internet of our own."""
    request.param(internet)
    monkeypatch.setattr(sources, "fetch_url", partial(fetch_url, network=internet.network))
    return internet


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page


def inside(net: Internet) -> set[str]:
    """The private addresses that were dialled."""
    return {address for address, _port in net.dialled} - {PUBLIC}


def test_the_admin_refuses_it_in_words(client, home, trap, django_capture_on_commit_callbacks):
    client.force_login(factories.importer("redaktoer", "add_page", "change_page"))
    data = {"url": ADDRESS, "profile": "auto", "parent": home.pk}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("libfees_imports:add"), data)
    html = client.get(response.url).content.decode()
    run = ImportRun.objects.get()
    assert run.status == Status.FAILED
    assert "Værten er ikke på det offentlige internet" in html
    assert "4711" not in html
    assert inside(trap) == set()


def test_the_command_refuses_it_in_one_line(home, trap):
    with pytest.raises(CommandError) as raised:
        call_command("libfees_import_faq", ADDRESS)
    assert "ikke på det offentlige internet" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert inside(trap) == set()
    assert not PaymentFAQPage.objects.exists()


def test_it_cannot_be_watched(home, trap):
    page = factories.faq_page(home)
    with pytest.raises(CommandError, match="ikke på det offentlige internet"):
        call_command("libfees_check_sources", "--watch", ADDRESS, "--page", page.pk)
    assert inside(trap) == set()


def test_the_sources_of_national_facts_are_looked_at(internet, monkeypatch, capsys):
    monkeypatch.setattr(sources, "fetch_url", partial(fetch_url, network=internet.network))
    facts = {
        "phone_x": NationalFact("", "33 98 00 10", "http://a.dk/help", None),
        "hours_x": NationalFact("", "Hverdage kl. 8-20", "http://a.dk/help", None),
        "changed_x": NationalFact("", "Lørdag kl. 8-20", "http://a.dk/help", None),
        "gone_x": NationalFact("", "1881", "http://a.dk/gone", None),
    }
    monkeypatch.setattr(watch, "NATIONAL", facts)
    monkeypatch.setattr(libfees_check_sources, "NATIONAL", facts)
    internet.page("a.dk/help", b"<p>Tlf. 33980010</p><p>Mandag-fredag kl. 8.00-20.00</p>")
    with pytest.raises(CommandError, match="changed_x, gone_x"):
        call_command("libfees_check_sources", "--national")
    shown = capsys.readouterr().out
    assert "phone_x <- http://a.dk/help: uændret" in shown
    assert "hours_x <- http://a.dk/help: uændret" in shown
