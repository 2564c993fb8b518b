"""Each control that is seen can be clicked: it is the topmost thing at its own centre.

On every screen of the package in the admin, at the widths of a phone, a laptop and a large screen,
light and dark; each screen is loaded once.
"""

import json

import pytest

from .steps import COVERED

MAKE = """
from wagtail.models import Site
from wagtail_libfees.models import OutdatedTerm, OwnFact, Branch
from wagtail_libfees.pages.models import (
    PaymentFAQPage, ServiceNoticeIndexPage, ServiceNoticePage, StaffGuidePage, TaksterPage
)
site = Site.objects.get(is_default_site=True)
found = {"site": site.pk, "home": site.root_page.pk}
for name, model in {
    "takster": TaksterPage, "faq": PaymentFAQPage, "index": ServiceNoticeIndexPage,
    "notice": ServiceNoticePage, "guide": StaffGuidePage, "branch": Branch,
}.items():
    one = model.objects.first()
    found[name] = one.pk if one else 0
import json; print(json.dumps(found))
"""
SCREENS = [
    "/admin/",
    "/admin/pages/{takster}/edit/",
    "/admin/pages/{faq}/edit/",
    "/admin/pages/{guide}/edit/",
    "/admin/pages/{index}/edit/",
    "/admin/pages/{notice}/edit/",
    "/admin/pages/{takster}/delete/",
    "/admin/pages/{takster}/unpublish/",
    "/admin/pages/add/libfees_pages/taksterpage/{home}/",
    "/admin/libfees/standard-text/new/{home}/",
    "/admin/libfees/standard-text/{takster}/",
    "/admin/libfees/rates/{takster}/next-year/",
    "/admin/libfees/fee-page/{site}/restore/",
    "/admin/settings/wagtail_libfees/feesettings/{site}/",
    "/admin/libfees/settings/{site}/history/",
    "/admin/libfees/settings/{site}/copy/",
    "/admin/libfees/facts/",
    "/admin/libfees/terms/",
    "/admin/libfees/quality/",
    "/admin/libfees/quality/{faq}/review/",
    "/admin/libfees/quality/{faq}/replace/",
    "/admin/libfees/notices/{notice}/channels/",
    "/admin/reports/libfees-channels/",
    "/admin/libfees/importer/",
    "/admin/libfees/importer/new/",
    "/admin/snippets/wagtail_libfees/branch/",
    "/admin/snippets/wagtail_libfees/branch/edit/{branch}/",
    "/admin/snippets/wagtail_libfees/ownfact/",
    "/admin/snippets/wagtail_libfees/ownfact/add/",
]
# From the largest: Wagtail's menu, open on a large screen, lies over a small one.
WIDTHS = (1920, 1280, 390)


@pytest.fixture
def places(run):
    """The numbers of what the demo has of each kind."""
    return json.loads(run(MAKE).strip().splitlines()[-1])


def test_every_control_is_on_top_at_its_own_centre(editor, places):
    covered = {}
    editor.emulate_media(reduced_motion="reduce")
    for screen in SCREENS:
        address = screen.format(**places)
        editor.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert editor.goto(address).status == 200, address
        for width in WIDTHS:
            editor.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                editor.emulate_media(color_scheme=scheme)
                if editor.evaluate(COVERED, "main"):
                    # Once more, when what was moving has come to rest.
                    editor.wait_for_timeout(500)
                    if found := editor.evaluate(COVERED, "main"):
                        covered[address, width, scheme] = found
    assert covered == {}
