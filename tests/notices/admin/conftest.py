"""A site with chosen channels, and a notice."""

from datetime import date

import pytest

from tests import factories


@pytest.fixture
def site():
    """A site that has chosen SMS, poster, screen and desk."""
    made = factories.site()
    channels = [("channel", name) for name in ("sms", "poster", "screen", "desk")]
    factories.fee_settings(made, library_name="Fjordby Bibliotek", notice_channels=channels)
    return made


@pytest.fixture
def notice(site):
    """A published notice without an end."""
    index = factories.notice_index(site.root_page)
    responsible = factories.admin("ansvarlig")
    return factories.notice(
        index,
        title="Ny betaling",
        lead="Du betaler et nyt sted.",
        from_day=date(2026, 1, 1),
        responsible=responsible,
    )


@pytest.fixture
def editor(notice):
    """Who may edit the notice."""
    return factories.staff("redaktoer", "change_page")
