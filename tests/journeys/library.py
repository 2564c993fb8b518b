"""A library as its people have it: roles, two languages, the admin's forms, the public pages."""

from decimal import Decimal
from io import StringIO

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail import blocks
from wagtail.test.utils.form_data import rich_text
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests import factories
from wagtail_libfees.imports.models import ImportRun


def staff(role: str = "Redaktør") -> Client:
    """A browser of somebody with a role, logged in."""
    call_command("libfees_setup_roles", stdout=StringIO())
    user, _made = User.objects.get_or_create(username=f"{role.lower()}@fjordby.example")
    user.groups.add(Group.objects.get(name__startswith=role))
    client = Client()
    client.force_login(user)
    return client


def latest(page):
    """The page as its latest draft says it is."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def edit(client, page, *, publish: bool = True, **changed):
    """Send the form of the page as the editor shows it; `changed` has other values of fields."""
    draft = latest(page)
    data = {"slug": draft.slug, "title": draft.title, **changed, "comments-TOTAL_FORMS": "0"}
    data["comments-INITIAL_FORMS"] = "0"
    data.setdefault("intro", rich_text(draft.intro))
    data |= form_of(draft.body.stream_block, data.pop("body", draft.body), "body")
    if publish:
        data["action-publish"] = "action-publish"
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser")
    form = response.context.get("form")
    errors = found.select(".messages .error") and [str(form.errors), form.non_field_errors()]
    assert not errors, errors
    return type(page).objects.get(pk=page.pk)


def form_of(block, value, name: str) -> dict[str, str]:
    """The fields of the admin's form for a block's value."""
    if isinstance(block, blocks.StreamBlock):
        return _entries([(child.block, child.value, child.id) for child in value], name, named=True)
    if isinstance(block, blocks.ListBlock):
        found = [(block.child_block, item.value, item.id) for item in value.bound_blocks]
        return _entries(found, name)
    if isinstance(block, blocks.StructBlock):
        parts = (form_of(b, value.get(n), f"{name}-{n}") for n, b in block.child_blocks.items())
        return {field: found for part in parts for field, found in part.items()}
    if isinstance(block, blocks.RichTextBlock):
        return {name: rich_text(value.source)}
    shown = block.field.prepare_value(block.value_for_form(value))
    if isinstance(block, blocks.BooleanBlock):
        return {name: "on"} if shown else {}
    return {name: "" if shown is None else str(shown)}


def _entries(found, name, *, named=False):
    fields = {f"{name}-count": str(len(found))}
    for i, (block, value, block_id) in enumerate(found):
        start = f"{name}-{i}"
        fields |= {f"{start}-deleted": "", f"{start}-order": str(i), f"{start}-id": block_id or ""}
        if named:
            fields[f"{start}-type"] = block.name
        fields |= form_of(block, value, f"{start}-value")
    return fields


def translate(page, english: dict[str, str], *, publish: bool = True):
    """Send the page to translation and write the English texts, as a translator does.

    Returns the English page. Words that `english` does not have stay untranslated.
    """
    locale = factories.locale("en")
    source, _made = TranslationSource.update_or_create_from_instance(page)
    work, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string"):
        if words := english.get(segment.string.data):
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                locale=locale,
                context_id=segment.context_id,
                defaults={"data": words, "translation_type": "manual"},
            )
    work.save_target(publish=False)
    target = work.get_target_instance()
    if publish:
        target.get_latest_revision().publish()
    return type(page).objects.get(pk=target.pk)


def progress(page) -> tuple[int, int]:
    """How many texts of the page there are, and how many have an English translation."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    return Translation.objects.get(source=source).get_progress()


def read(page, **query) -> BeautifulSoup:
    """What a borrower reads on the page's address."""
    fresh = type(page).objects.get(pk=page.pk)
    with translation.override(fresh.locale.language_code):
        response = Client().get(fresh.get_url(), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(found) -> str:
    """The text of an element on one line; empty if it is not there."""
    return " ".join(found.get_text(" ").split()) if found else ""


ENGLISH = {
    "Takster": "Fees",
    "takster": "fees",
    "Gebyr": "Overdue fees",
    "Børn": "Children",
    "Voksne": "Adults",
    "Andet": "Other fees",
    "Nyt lånerkort": "New library card",
    "Sal": "Hall",
    "Rykkere": "Reminders",
    "Bøger": "Books",
    "Til børn": "For children",
    "Erstatning": "Replacement",
}


def fee_page(site):
    """The published fee page of a site, with every kind of rates; `ENGLISH` has its words."""

    def price(material, amount, note=""):
        return {"material": material, "amount": Decimal(amount), "pricing": "fixed", "note": note}

    validity = factories.validity()
    page = factories.takster_page(
        site.root_page,
        factories.overdue(factories.group("Børn", (1, 7, 10), (8, None, 40)), factories.group()),
        (
            "replacement_prices",
            {
                "heading": "Erstatning",
                "prices": [price("Bøger", 300), price("Bøger", 200, "Til børn")],
                **validity,
            },
        ),
        ("exclusion", {"heading": "Gebyr", "amount": Decimal(200), **validity}),
        factories.other_fees(("Nyt lånerkort", 20), ("Sal", 300)),
        ("timings", {"heading": "Rykkere", "recall_days": 14, **validity}),
        title="Takster",
        slug="takster",
    )
    factories.fee_settings(site, fee_page=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def everyone_reads(page, text: str) -> bool:
    """Whether the page is public and says `text`."""
    fresh = type(page).objects.get(pk=page.pk)
    response = Client().get(fresh.get_url())
    found = BeautifulSoup(response.content, "html.parser")
    return response.status_code == 200 and text in words(found.main)


def told_by(client) -> list[str]:
    """The lines on the desk of somebody."""
    home = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return [words(line) for line in home.select(".libfees-desk li")]


def shown_fields(form) -> dict[str, str]:
    """What a browser sends of a form that nobody has touched."""
    data = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.get("type") in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        chosen = field.select_one("option[selected]") or field.select_one("option")
        data[field["name"]] = chosen["value"] if chosen else field.get("value", field.text)
    return data


def read_in(editor, posted, text, **where):
    """Upload a source; returns the run that waits."""
    upload = SimpleUploadedFile("spoergsmaal.txt", text)
    data = {"file": upload, "profile": "auto", **where}
    posted(editor, reverse("libfees_imports:add"), data)
    return ImportRun.objects.latest("pk")


def use(editor, posted, run):
    """Write the run into drafts as the preview proposes it."""
    url = reverse("libfees_imports:run", args=[run.pk])
    form = BeautifulSoup(editor.get(url).content, "html.parser").select_one("main form")
    posted(editor, url, {**shown_fields(form), "import": "1"})
    return run
