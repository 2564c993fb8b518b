"""An old fee page, its import, and an editor who changes the draft."""

from wagtail_libfees.imports.fees.drafts import import_fees
from wagtail_libfees.imports.fees.reading import read_fees
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.sources import read_text
from wagtail_libfees.pages.models import TaksterPage

PAGE = """
<main>
<h1>Priser hos os</h1>
<p>Spørg i skranken, hvis du er i tvivl.</p>
<h2>Gebyr</h2>
<table>
<tr><th>Overskridelse</th><th>Voksne</th><th>Børn under 18 år</th></tr>
<tr><td>1-7 dage</td><td>20 kr.</td><td>10 kr.</td></tr>
<tr><td>Efter 7 dage</td><td>{later} kr.</td><td>40 kr.</td></tr>
</table>
<p>Du kan ikke låne, hvis du skylder 200 kr. eller mere.</p>
</main>
"""


def parsed(later="70"):
    """The fees of the page above."""
    return read_fees(read_text(PAGE.format(later=later), "priser.html"))


def run(home, later="70", **more):
    """Import the page below `home`."""
    return import_fees(parsed(later), origin=Origin(), parent=home, **more)


def draft(page):
    """The stream of the latest draft."""
    page = TaksterPage.objects.get(pk=page.pk)
    return page.get_latest_revision_as_object().body


def edit(page, amount):
    """An editor changes the amount in the draft."""
    changed = TaksterPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    raw = list(changed.body.get_prep_value())
    for child in raw:
        if child["type"] == "overdue_fees":
            child["value"]["groups"][0]["value"]["bands"][1]["value"]["amount"] = amount
    changed.body = changed.body.stream_block.to_python(raw)
    changed.save_revision(clean=False)
