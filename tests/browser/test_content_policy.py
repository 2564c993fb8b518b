"""Every page of ours works with `default-src 'self'`, also for staff and with an answer."""

import json

POLICY = "default-src 'self'"
PAGES = """
import json
from wagtail.models import Page
from wagtail_libfees.models import LibfeesPageMixin
pages = [page for page in Page.objects.live().specific() if isinstance(page, LibfeesPageMixin)]
print(json.dumps([[type(page).__name__, page.url] for page in pages]))
"""


def test_every_page_works_with_the_strictest_policy(run, open_page):
    """`open_page` fails on what the browser refuses."""
    pages = json.loads(run(PAGES))
    assert {kind for kind, _address in pages} == {
        "TaksterPage",
        "PaymentFAQPage",
        "StaffGuidePage",
        "ServiceNoticeIndexPage",
        "ServiceNoticePage",
    }
    window = open_page("/", logged_in=True)
    styled = "getComputedStyle(document.querySelector('main')).display"
    for _kind, address in pages:
        for asked in (address, f"{address}?rates=2027-01-01"):
            response = window.goto(asked)
            assert response.status == 200, asked
            assert response.headers["content-security-policy"].startswith(POLICY), asked
            assert window.evaluate(styled) == "block", asked
