"""The newsletter as a campaign of wagtail-newsletter, with a backend that stands in for it."""

import sys
from types import ModuleType, SimpleNamespace

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests import factories
from wagtail_libfees.models import LedgerEntry
from wagtail_libfees.notices.admin import campaigns

pytestmark = pytest.mark.django_db


class RefusedError(Exception):
    """As the package's own error."""


class Backend:
    """Keeps what it is given, with the signature of wagtail-newsletter 0.2."""

    def __init__(self):
        self.saved, self.refuses = [], False

    def save_campaign(self, *, campaign_id=None, recipients, subject, html, from_name, reply_to):
        if self.refuses:
            raise RefusedError("Ingen forbindelse")
        self.saved.append((campaign_id, recipients, subject, html, from_name, reply_to))
        return "c1"

    def get_campaign(self, campaign_id):
        return SimpleNamespace(url=f"https://mail.example/{campaign_id}")


@pytest.fixture
def backend(monkeypatch, settings):
    """wagtail-newsletter as if it were installed."""
    found = Backend()
    module, package = ModuleType("campaign_backends"), ModuleType("wagtail_newsletter")
    module.get_backend, module.CampaignBackendError = lambda: found, RefusedError
    package.campaign_backends = module
    monkeypatch.setitem(sys.modules, "wagtail_newsletter", package)
    monkeypatch.setattr(campaigns, "is_available", lambda: True)
    monkeypatch.setattr("wagtail_libfees.notices.admin.views.is_available", lambda: True)
    settings.WAGTAIL_NEWSLETTER_FROM_NAME = "Fjordby Bibliotek"
    settings.WAGTAIL_NEWSLETTER_REPLY_TO = "biblioteket@fjordby.example"
    return found


@pytest.fixture
def newsletter_site(site):
    """A site that has chosen the newsletter."""
    factories.fee_settings(site, notice_channels=[("channel", "newsletter")])
    return site


def url(page):
    return reverse("libfees_campaign", args=[page.pk])


def test_subject_and_body_are_saved_and_nothing_is_sent(
    client, notice, editor, backend, newsletter_site
):
    client.force_login(editor)
    html = client.post(url(notice), follow=True).content.decode()
    [(campaign_id, recipients, subject, body, from_name, reply_to)] = backend.saved
    assert (campaign_id, recipients, subject) == (None, None, "Ny betaling")
    assert (from_name, reply_to) == ("Fjordby Bibliotek", "biblioteket@fjordby.example")
    assert "Du betaler et nyt sted." in body
    assert "https://mail.example/c1" in html
    assert LedgerEntry.objects.count() == 0
    logged = PageLogEntry.objects.get(action=campaigns.ACTION)
    assert (logged.user, logged.message) == (editor, "Nyhedsbrevet er gemt som kampagne")


def test_refusal_is_said(client, notice, editor, backend):
    backend.refuses = True
    client.force_login(editor)
    html = client.post(url(notice), follow=True).content.decode()
    assert "Ingen forbindelse" in html
    assert not PageLogEntry.objects.filter(action=campaigns.ACTION).exists()


def test_button_is_there_only_with_the_app(client, notice, editor, newsletter_site, request):
    client.force_login(editor)
    view = reverse("libfees_notice_channels", args=[notice.pk])
    assert url(notice) not in client.get(view).content.decode()
    request.getfixturevalue("backend")
    assert url(notice) in client.get(view).content.decode()


def test_without_the_app_nothing_happens(client, notice, editor):
    client.force_login(editor)
    html = client.post(url(notice), follow=True).content.decode()
    assert "ingen nyhedsbrevstjeneste" in html


@pytest.mark.parametrize("who", ["anonymous", "staff"])
def test_others_are_refused(client, notice, backend, who):
    if who == "staff":
        client.force_login(factories.staff("kollega"))
    assert client.post(url(notice)).status_code in (302, 403)
    assert backend.saved == []


def test_a_link_saves_nothing(client, notice, editor, backend):
    client.force_login(editor)
    assert client.get(url(notice)).status_code == 405
    assert backend.saved == []
