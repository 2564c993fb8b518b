"""Each control that is seen can be clicked: it is the topmost thing at its own centre.

On every screen of the package in the admin, at the widths of a phone, a laptop and a large screen,
light and dark; each screen is loaded once. The screens come from the addresses of the package: a
new one stands in `SCREENS` with its arguments, or in `NO_SCREENS` with the reason.
"""

import json

import pytest
from playwright.sync_api import expect

from .steps import COVERED

# Something of each kind, as its number; what the demo does not have is made.
MAKE = """
import json
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Site
from tests.admin_addresses import admin_addresses
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.faq.runs import run_of
from wagtail_libfees.imports.fees.reading import read_fees
from wagtail_libfees.imports.fees.runs import run_of_fees
from wagtail_libfees.imports.models import WatchedSource
from wagtail_libfees.imports.sources import faq_from_pasted, pasted_document
from wagtail_libfees.clock import today
from wagtail_libfees.models import (
    Branch, OutdatedTerm, OwnFact, SearchSynonym, UnansweredSearch
)
from wagtail_libfees.pages.models import (
    PaymentFAQPage, ServiceNoticeIndexPage, ServiceNoticePage, StaffGuidePage, TaksterPage
)
site = Site.objects.get(is_default_site=True)
faq = PaymentFAQPage.objects.first()
urgent = ServiceNoticePage.objects.filter(locale=faq.locale).last()
urgent.severity = "urgent"
urgent.save_revision()
admin = get_user_model().objects.get(username="admin")
goes = {"user": admin, "parent": site.root_page.specific}
questions, origin = faq_from_pasted("Hvor betaler jeg?\\nI appen.", "Spørgsmål", "auto")
imported, _origin = faq_from_pasted("Må jeg låne?\\nJa.", "Flere spørgsmål", "auto")
fees, fees_origin = pasted_document("Voksne\\n1-7 dage: 20 kr.\\nEfter 7 dage: 70 kr.", "Takster")
branch = Branch.objects.first() or Branch.objects.create(
    name="Hovedbiblioteket", locale=faq.locale, site=site
)
found = {
    "site": site, "home": site.root_page, "faq": faq, "urgent": urgent, "branch": branch,
    "takster": TaksterPage.objects.first(), "index": ServiceNoticeIndexPage.objects.first(),
    "notice": ServiceNoticePage.objects.first(), "guide": StaffGuidePage.objects.first(),
    "term": OutdatedTerm.objects.create(term="Bogbus", replacement="Bibliotek", site=site),
    "fact": OwnFact.objects.create(name="egen", locale=faq.locale, site=site),
    "synonym": SearchSynonym.objects.create(words="bus, bogbus", site=site),
    "search": UnansweredSearch.objects.create(
        site=site, language="da", words="hvor er bogbussen", times=3, last_on=today()
    ),
    "watched": WatchedSource.objects.create(source="https://kilde.example", page=faq),
    "questions": run_of(questions, origin, **goes),
    "fees": run_of_fees(read_fees(fees), fees_origin, **goes),
    "started": new_takster_page(site.root_page),
    "imported": import_faq(imported, **goes).run,
}
places = {name: one.pk for name, one in found.items()}
known = sorted({name for name, _arguments in admin_addresses()})
addresses = {
    name: [reverse(name, args=[places.get(of, of) for of in words.split()]) for words in each]
    for name, each in SCREENS.items() if name in known
}
print(json.dumps({"places": places, "known": known, "addresses": addresses}))
"""


def snippet_screens(model, place):
    """The screens of a snippet; its list and its form for a new one need no argument."""
    snippet = f"wagtailsnippets_wagtail_libfees_{model}"
    of_one = {f"{snippet}:{view}": [place] for view in ("edit", "delete", "history", "usage")}
    return {f"{snippet}:list": [""], f"{snippet}:add": [""], **of_one}


# The name of each address -> what its arguments are, as named by `MAKE` or as they stand; more than
# one where the screen is another one for other things.
SCREENS = {
    "libfees_confirm_urgent": ["urgent"],
    "libfees_facts": [""],
    "libfees_imports:add": [""],
    "libfees_imports:index": [""],
    "libfees_imports:mend": ["questions 0"],
    "libfees_imports:rollback": ["imported"],
    "libfees_imports:run": ["questions", "fees", "imported"],
    "libfees_ledger": [""],
    "libfees_new_takster": ["home"],
    "libfees_new_staff_guide": ["home"],
    "libfees_next_year": ["takster"],
    "libfees_notice_channels": ["notice"],
    "libfees_notice_end": ["notice"],
    "libfees_notice_withdraw": ["notice"],
    "libfees_quality": [""],
    "libfees_rate_history": ["takster"],
    "libfees_replace_terms": ["faq"],
    "libfees_restore_fee_page": ["site"],
    "libfees_review": ["faq"],
    "libfees_roles": [""],
    "libfees_settings_copy": ["site"],
    "libfees_settings_history": ["site"],
    "libfees_standard_text": ["takster"],
    "libfees_start": [f"started {step}" for step in ("rates", "times", "contact", "text")],
    "libfees_start_finish": ["started"],
    "libfees_terms:add": [""],
    "libfees_terms:delete": ["term"],
    "libfees_terms:edit": ["term"],
    "libfees_terms:history": ["term"],
    "libfees_terms:index": [""],
    "libfees_terms:usage": ["term"],
    "libfees_asked": [""],
    "libfees_helped": [""],
    "libfees_unanswered": [""],
    "libfees_watched:add": [""],
    "libfees_watched:delete": ["watched"],
    "libfees_watched:edit": ["watched"],
    "libfees_watched:index": [""],
    **snippet_screens("branch", "branch"),
    **snippet_screens("ownfact", "fact"),
    **snippet_screens("searchsynonym", "synonym"),
}
SNIPPETS = ("branch", "ownfact", "searchsynonym")
CHOOSERS = [f"wagtailsnippetchoosers_wagtail_libfees_{model}" for model in SNIPPETS]
NO_SCREENS = {
    "a button is pressed, and another screen answers": {
        *(
            "libfees_campaign",
            "libfees_channel_down",
            "libfees_channel_sent",
            "libfees_choose_first",
            "libfees_notice_undo",
            "libfees_helped_read",
            "libfees_unanswered_drop",
            "libfees_unanswered_question",
        ),
        *("libfees_imports:again", "libfees_imports:close", "libfees_imports:watch"),
        *("libfees_watched:check", "libfees_watched:seen"),
    },
    "a script asks, and shows the answer on a screen that is here": {
        *("libfees_check_rates", "libfees_read_cells", "libfees_dates", "libfees_fact_choices"),
        *("libfees_ask_for_facts", "libfees_live_findings", "libfees_notice_sentences"),
        *("libfees_settings_links", "libfees_settings_preview"),
        *("libfees_script_catalog", "libfees_localize_script_catalog"),
    },
    "a file": {"libfees_channel_file"},
    "the list of a screen that is here, when one searches it": {
        *("libfees_asked_results", "libfees_unanswered_results", "libfees_helped_results"),
        *("libfees_ledger_results", "libfees_quality_results", "libfees_imports:index_results"),
        *("libfees_terms:index_results", "libfees_terms:history_results"),
        "libfees_watched:index_results",
        "wagtailsnippets_wagtail_libfees_branch:list_results",
        "wagtailsnippets_wagtail_libfees_branch:history_results",
        "wagtailsnippets_wagtail_libfees_ownfact:list_results",
        "wagtailsnippets_wagtail_libfees_searchsynonym:list_results",
        "wagtailsnippets_wagtail_libfees_searchsynonym:history_results",
        "wagtailsnippets_wagtail_libfees_ownfact:history_results",
    },
    "Wagtail's own dialog for choosing": {
        f"{chooser}:{view}"
        for chooser in CHOOSERS
        for view in ("choose", "choose_results", "chosen", "chosen_multiple", "create")
    },
}
# Screens of Wagtail that show what is the package's.
WAGTAILS = [
    "/admin/",
    "/admin/pages/{takster}/edit/",
    "/admin/pages/{faq}/edit/",
    "/admin/pages/{guide}/edit/",
    "/admin/pages/{index}/edit/",
    "/admin/pages/{notice}/edit/",
    "/admin/pages/{takster}/delete/",
    "/admin/pages/{takster}/move/{home}/confirm/",
    "/admin/pages/{takster}/unpublish/",
    "/admin/pages/add/libfees_pages/taksterpage/{home}/?empty=1",
    "/admin/settings/wagtail_libfees/feesettings/{site}/",
]
# From the largest: Wagtail's menu, open on a large screen, lies over a small one.
WIDTHS = (1920, 1280, 390)
# The lines of messages that lie under Wagtail's button for the menu.
UNDER_THE_MENU = """async () => {
  await Promise.all(document.getAnimations().map((moving) => moving.finished));
  const button = document.querySelector(".sidebar-nav-toggle").getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(document.querySelector(".messages > ul"));
  return [...words.getClientRects()].filter((line) => line.width < innerWidth
    && line.left < button.right && line.bottom > button.top && line.top < button.bottom).length;
}"""


@pytest.fixture
def found(run):
    """The numbers of what the site has, and the addresses of the package."""
    return json.loads(run(f"SCREENS = {SCREENS!r}\n{MAKE}").strip().splitlines()[-1])


def test_every_control_is_on_top_at_its_own_centre(editor, found):
    written = [*SCREENS, *(name for names in NO_SCREENS.values() for name in names)]
    assert sorted(written) == found["known"]
    addresses = [address for each in found["addresses"].values() for address in each]
    addresses += [address.format(**found["places"]) for address in WAGTAILS]
    covered = {}
    editor.emulate_media(reduced_motion="reduce")
    for address in addresses:
        editor.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert editor.goto(address).status == 200, address
        # Not sent on to another screen.
        assert editor.url.endswith(address)
        for width in WIDTHS:
            editor.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                editor.emulate_media(color_scheme=scheme)
                if editor.evaluate(COVERED, "main"):
                    # Once more, when what was moving has come to rest.
                    editor.wait_for_timeout(500)
                    if hidden := editor.evaluate(COVERED, "main"):
                        covered[address, width, scheme] = hidden
    assert covered == {}


def test_a_message_of_several_lines_is_clear_of_the_menu_button(open_page, found):
    next_year = found["addresses"]["libfees_next_year"][0]
    page = open_page(next_year, width=390, logged_in=True)
    page.locator("[data-libfees-amount]").first.fill("12")
    page.locator("button[value=save]").click()
    expect(page.locator(".messages .success a")).to_be_visible()
    assert page.evaluate(UNDER_THE_MENU) == 0
