"""Code for the site's process that gives the demo's fee page other rates and ways of paying."""

# The fee page's body as raw data, and a way to publish it again.
_OPEN = """
import copy
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage
page = TaksterPage.objects.get(locale__language_code="da")
raw = page.body.get_prep_value()
settings = FeeSettings.objects.get()

def fees():
    return [block for block in raw if block["type"] == "overdue_fees"]

def named(group, label, ages=(None, None)):
    group = copy.deepcopy(group)
    group["value"].update(label=label, age_from=ages[0], age_to=ages[1])
    del group["id"]
    for band in group["value"]["bands"]:
        del band["id"]
    return group
"""
_PUBLISH = """
page.body = page.body.stream_block.to_python(raw)
page.save_revision().publish()
settings.save()
"""

LONG_NAMES = f"""{_OPEN}
for block in fees():
    for group, label in zip(block["value"]["groups"], (
        "Børnehaver, daginstitutioner og specialundervisningsinstitutioner",
        "Voksne fra 18 år",
    )):
        group["value"]["label"] = label
for row in raw:
    if row["type"] == "replacement_prices":
        row["value"]["prices"][0]["value"]["material"] = "Undervisningsmaterialesamlinger"
settings.library_name = "Fjordby Kommunebiblioteker og Borgerservicecentre"
{_PUBLISH}"""
