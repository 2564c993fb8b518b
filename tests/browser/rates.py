"""Code for the site's process that gives the demo's fee page other rates and ways of paying."""

# The fee page's body as raw data, and a way to publish it again.
_OPEN = """
import copy, uuid
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.pages.models import TaksterPage
page = TaksterPage.objects.get(locale__language_code="da")
raw = page.body.get_prep_value()
settings = FeeSettings.objects.get()

def fees():
    return [block for block in raw if block["type"] == "overdue_fees"]

def another(row):
    row = copy.deepcopy(row)
    for one in (row, *row["value"].get("groups", ()), *row["value"].get("bands", ())):
        one["id"] = str(uuid.uuid4())
    return row

def named(group, label, ages=(None, None)):
    group = another(group)
    group["value"].update(label=label, age_from=ages[0], age_to=ages[1])
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
        row["value"]["prices"][1]["value"].update(pricing="purchase_price", amount=None)
settings.library_name = "Fjordby Kommunebiblioteker og Borgerservicecentre"
{_PUBLISH}"""
COMING = f"""{_OPEN}
coming = another(fees()[0])
coming["value"]["valid_from"] = "2027-01-01"
fees()[0]["value"]["valid_to"] = "2026-12-31"
for group in coming["value"]["groups"]:
    for band in group["value"]["bands"]:
        band["id"] = str(uuid.uuid4())
        band["value"]["amount"] = str(int(band["value"]["amount"]) + 10)
raw.insert(1, coming)
{_PUBLISH}"""
# Two of the groups pay the same.
FOUR_GROUPS = f"""{_OPEN}
for block in fees():
    children, adults = block["value"]["groups"]
    block["value"]["groups"] = [
        named(children, "Børn under 14 år", (0, 13)),
        named(children, "Unge fra 14 til 17 år", (14, 17)),
        named(adults, "Voksne fra 18 år", (18, None)),
        named(adults, "Institutioner og daginstitutioner"),
    ]
    for band in block["value"]["groups"][3]["value"]["bands"]:
        band["value"]["amount"] = str(int(band["value"]["amount"]) + 30)
{_PUBLISH}"""
FOUR_ROUTES = f"""{_OPEN}
block = type(settings).payment_routes.field.stream_block
settings.payment_routes = block.to_python([
    *settings.payment_routes.get_prep_value(),
    {{"type": "route", "value": {{"kind": "mobilepay", "name": "12345", "url": "", "until": None,
        "login_needed": False, "audience": ""}}}},
    {{"type": "route", "value": {{"kind": "card_by_post", "name": "", "url": "", "until": None,
        "login_needed": False, "audience": "without_mitid"}}}},
    {{"type": "route", "value": {{"kind": "desk", "name": "Hovedbiblioteket", "until": "2026-12-31",
        "url": "https://fjordby.example/hovedbiblioteket", "login_needed": False,
        "audience": ""}}}},
])
{_PUBLISH}"""
