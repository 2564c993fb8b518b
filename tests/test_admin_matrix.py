"""Each address of the package in the admin x each role: who gets an answer, and who is refused.

The addresses come from Django's resolver. A new view without a row fails the test: think of who
may use it, and write it down.
"""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from tests import factories
from tests.admin_addresses import admin_addresses
from tests.imports.imports import parsed
from wagtail_libfees.imports.faq.runs import run_of
from wagtail_libfees.imports.models import WatchedSource
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.models import (
    AnswerRating,
    Branch,
    OutdatedTerm,
    OwnFact,
    SearchSynonym,
    UnansweredSearch,
)

pytestmark = pytest.mark.django_db

# Who is asked, each beside the next: no login, a borrower's, access to the admin and no more, the
# three roles, the three roles of another library, a superuser.
EVERYONE = (
    "anonymous",
    "borrower",
    "guest",
    "formidler",
    "redaktør",
    "lokal",
    "other",
    "superuser",
)

LOCAL = {"lokal", "superuser"}
EDITORS = {"redaktør", "lokal", "superuser"}
WRITERS = {"formidler", "redaktør", "lokal", "superuser"}
# A list of one's own is open to a colleague of another library too: it shows other things.
LOCAL_ANYWHERE = {*LOCAL, "other"}
EDITORS_ANYWHERE = {*EDITORS, "other"}
WRITERS_ANYWHERE = {*WRITERS, "other"}
IN_THE_ADMIN = {*WRITERS_ANYWHERE, "guest"}
NOBODY = set()


def snippet_rows(model, own, anywhere):
    """The rows of a snippet that belongs to a site: for `own`, its lists for `anywhere`.

    Choosing one of those that one sees is for everyone in the admin.
    """
    chooser = f"wagtailsnippetchoosers_wagtail_libfees_{model}"
    snippet = f"wagtailsnippets_wagtail_libfees_{model}"
    return {
        **{f"{chooser}:{view}": (IN_THE_ADMIN, NOBODY) for view in ("choose", "choose_results")},
        f"{chooser}:chosen": (WRITERS, NOBODY),
        f"{chooser}:chosen_multiple": (IN_THE_ADMIN, NOBODY),
        f"{chooser}:create": (NOBODY, NOBODY),
        **{f"{snippet}:{view}": (anywhere, NOBODY) for view in ("list", "list_results")},
        **{f"{snippet}:{view}": (own, NOBODY) for view in ("history", "history_results", "usage")},
        **{f"{snippet}:{view}": (own, own) for view in ("delete", "edit")},
        f"{snippet}:add": (anywhere, anywhere),
    }


# Name of the address -> who gets an answer to GET, and to POST.
ROWS = {
    "libfees_channel_down": (NOBODY, WRITERS),
    "libfees_channel_file": (WRITERS, NOBODY),
    "libfees_channel_sent": (NOBODY, WRITERS),
    "libfees_choose_first": (NOBODY, EDITORS),
    "libfees_next_year": (WRITERS, WRITERS),
    "libfees_check_rates": (NOBODY, WRITERS_ANYWHERE),
    "libfees_notice_end": (EDITORS, EDITORS),
    "libfees_notice_sentences": (IN_THE_ADMIN, NOBODY),
    "libfees_notice_undo": (NOBODY, EDITORS),
    "libfees_notice_withdraw": (EDITORS, EDITORS),
    "libfees_roles": (LOCAL_ANYWHERE, {"superuser"}),
    "libfees_imports:add": (EDITORS_ANYWHERE, EDITORS_ANYWHERE),
    "libfees_imports:again": (NOBODY, EDITORS),
    "libfees_imports:close": (NOBODY, EDITORS),
    "libfees_imports:index": (EDITORS_ANYWHERE, NOBODY),
    "libfees_imports:index_results": (EDITORS_ANYWHERE, NOBODY),
    "libfees_imports:mend": (EDITORS, EDITORS),
    "libfees_imports:rollback": (EDITORS, EDITORS),
    "libfees_imports:run": (EDITORS, EDITORS),
    "libfees_imports:watch": (NOBODY, EDITORS),
    "libfees_ledger": (WRITERS_ANYWHERE, NOBODY),
    "libfees_ledger_results": (WRITERS_ANYWHERE, NOBODY),
    "libfees_ask_for_facts": (NOBODY, WRITERS),
    "libfees_live_findings": (NOBODY, WRITERS),
    "libfees_notice_channels": (WRITERS, NOBODY),
    "libfees_quality": (WRITERS_ANYWHERE, NOBODY),
    "libfees_quality_results": (WRITERS_ANYWHERE, NOBODY),
    "libfees_read_cells": (NOBODY, WRITERS_ANYWHERE),
    "libfees_replace_terms": (WRITERS, WRITERS),
    "libfees_restore_fee_page": (LOCAL, LOCAL),
    "libfees_review": (WRITERS, WRITERS),
    "libfees_confirm_urgent": (EDITORS, EDITORS),
    "libfees_settings_copy": (LOCAL, LOCAL),
    "libfees_settings_history": (LOCAL, NOBODY),
    "libfees_settings_links": (NOBODY, LOCAL),
    "libfees_settings_preview": (NOBODY, LOCAL),
    "libfees_terms:add": (LOCAL_ANYWHERE, LOCAL_ANYWHERE),
    "libfees_terms:delete": (LOCAL, LOCAL),
    "libfees_terms:edit": (LOCAL, LOCAL),
    "libfees_terms:history": (LOCAL, NOBODY),
    "libfees_terms:history_results": (LOCAL, NOBODY),
    "libfees_terms:index": (LOCAL_ANYWHERE, NOBODY),
    "libfees_terms:index_results": (LOCAL_ANYWHERE, NOBODY),
    "libfees_terms:usage": (LOCAL, NOBODY),
    "libfees_asked": (WRITERS_ANYWHERE, NOBODY),
    "libfees_asked_results": (WRITERS_ANYWHERE, NOBODY),
    "libfees_helped": (WRITERS_ANYWHERE, NOBODY),
    "libfees_helped_results": (WRITERS_ANYWHERE, NOBODY),
    "libfees_helped_read": (NOBODY, WRITERS),
    "libfees_unanswered": (WRITERS_ANYWHERE, NOBODY),
    "libfees_unanswered_results": (WRITERS_ANYWHERE, NOBODY),
    "libfees_unanswered_question": (NOBODY, WRITERS),
    "libfees_unanswered_drop": (NOBODY, WRITERS),
    "libfees_watched:add": (EDITORS_ANYWHERE, EDITORS_ANYWHERE),
    "libfees_watched:check": (NOBODY, EDITORS_ANYWHERE),
    "libfees_watched:delete": (EDITORS, EDITORS),
    "libfees_watched:edit": (EDITORS, EDITORS),
    "libfees_watched:index": (EDITORS_ANYWHERE, NOBODY),
    "libfees_watched:index_results": (EDITORS_ANYWHERE, NOBODY),
    "libfees_watched:seen": (NOBODY, EDITORS),
    # The login page needs texts too.
    "libfees_script_catalog": (set(EVERYONE), NOBODY),
    "libfees_localize_script_catalog": (set(EVERYONE), NOBODY),
    "libfees_campaign": (NOBODY, WRITERS),
    "libfees_dates": (IN_THE_ADMIN, NOBODY),
    "libfees_fact_choices": (WRITERS_ANYWHERE, NOBODY),
    "libfees_facts": (WRITERS_ANYWHERE, NOBODY),
    "libfees_new_takster": (WRITERS, WRITERS),
    "libfees_new_staff_guide": (WRITERS, WRITERS),
    "libfees_rate_history": (WRITERS, NOBODY),
    "libfees_standard_text": (WRITERS, WRITERS),
    "libfees_start": (WRITERS, WRITERS),
    "libfees_start_finish": (WRITERS, WRITERS),
    **snippet_rows("branch", LOCAL, LOCAL_ANYWHERE),
    **snippet_rows("ownfact", EDITORS, EDITORS_ANYWHERE),
    **snippet_rows("searchsynonym", EDITORS, EDITORS_ANYWHERE),
}


ADDRESSES = dict(admin_addresses())


@pytest.fixture
def house():
    """Two libraries, a thing of each kind in the first, and someone in each role."""
    site = factories.site("fjordby.example")
    other = factories.site("sandby.example", default=False)
    home = site.root_page
    call_command("libfees_setup_roles", stdout=StringIO())
    faq = factories.faq_page(home)
    takster = factories.takster_page(home)
    factories.fee_settings(site, fee_page=takster)
    notice = factories.notice(factories.notice_index(home), to_day=date(2030, 1, 1))
    run = run_of(parsed(("Hvad?", "Det.")), Origin(), user=None, page=faq)
    watched = WatchedSource.objects.create(source="https://kilde.example", page=faq)
    term = OutdatedTerm.objects.create(term="Bogbus", site=site)
    branch = Branch.objects.create(name="Hovedbiblioteket", locale=home.locale, site=site)
    fact = OwnFact.objects.create(name="egen", locale=home.locale, site=site)
    synonym = SearchSynonym.objects.create(site=site, words="bus, bogbus")
    rating = AnswerRating.objects.create(
        site=site,
        translation_key=faq.translation_key,
        question="x",
        language="da",
        title="x",
        last_on=date(2026, 11, 2),
    )
    search = UnansweredSearch.objects.create(
        site=site, language="da", words="bus", last_on=date(2026, 1, 1)
    )
    return {
        "users": users(site, other),
        "objects": {
            "libfees_next_year": {"page_id": takster.pk},
            "libfees_check_rates": {"kind": "overdue"},
            "libfees_choose_first": {"page_id": takster.pk},
            "libfees_restore_fee_page": {"site_id": site.pk},
            "libfees_settings": {"site_id": site.pk},
            "libfees_confirm_urgent": {"page_id": notice.pk},
            "libfees_imports": {"pk": run.pk, "number": 0},
            "libfees_watched": {"pk": watched.pk},
            "libfees_terms": {"pk": term.pk},
            "libfees_notice": {"page_id": notice.pk, "token": "odd"},
            "libfees_channel": {"page_id": notice.pk, "channel": "poster", "file": "qr-svg"},
            "libfees_new_takster": {"parent_id": home.pk},
            "libfees_new_staff_guide": {"parent_id": home.pk},
            "libfees_rate_history": {"page_id": takster.pk},
            "libfees_standard_text": {"page_id": takster.pk},
            "libfees_start": {"page_id": takster.pk, "step": "contact"},
            "libfees_campaign": {"page_id": notice.pk},
            "branch": {"pk": branch.pk},
            "ownfact": {"pk": fact.pk},
            "searchsynonym": {"pk": synonym.pk},
            "libfees_unanswered": {"pk": search.pk},
            "libfees_helped": {"pk": rating.pk},
            "": {"page_id": faq.pk},
        },
    }


def users(site, other):
    """Someone in each role; None is nobody."""
    found = {"anonymous": None, "borrower": factories.borrower(), "superuser": factories.admin()}
    found["guest"] = factories.staff("gæst")
    names = {
        "formidler": f"Formidler ({site.hostname})",
        "redaktør": f"Redaktør ({site.hostname})",
        "lokal": f"Lokal administrator ({site.hostname})",
        "other": f"Lokal administrator ({other.hostname})",
    }
    for role, group in names.items():
        found[role] = factories.borrower(role)
        found[role].groups.add(Group.objects.get(name=group))
    return found


def address(name, objects):
    """The address with arguments that exist."""
    values = next(value for part, value in objects.items() if part in name)
    return reverse(name, kwargs={key: values[key] for key in ADDRESSES[name]})


def answers(client, user, name, url, method):
    """Whether the user gets an answer.

    No answer is: sent to the login page or to the front page of the admin, 403, 404, 405.
    """
    if user is None:
        client.logout()
    else:
        client.force_login(user)
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    refusals = (reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))
    target = response.headers.get("Location", "").split("?")[0]
    assert response.status_code < 500
    return response.status_code not in (403, 404, 405) and target not in refusals


def test_every_address_has_a_row():
    assert set(ADDRESSES) == set(ROWS)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_gets_an_answer(client, house, name):
    url = address(name, house["objects"])
    client.raise_request_exception = False
    for method, expected in zip(("get", "post"), ROWS[name], strict=True):
        found = {who for who in EVERYONE if answers(client, house["users"][who], name, url, method)}
        assert found == expected, method
