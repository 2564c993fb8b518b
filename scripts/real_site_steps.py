"""The steps of `scripts/real_site.py`: run in the folder of a real site, with its settings.

Each step is a function whose docstring is the line that is printed. They run in order and share the
pages of `Walk`. A step that needs a part which the site does not have says so and is not counted.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
import traceback
import warnings
from datetime import date
from decimal import Decimal
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, os.getcwd())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.dev")
# What will be dropped, where the package uses it.
for category in (DeprecationWarning, PendingDeprecationWarning):
    warnings.filterwarnings("error", category=category, module="wagtail_libfees")

import django  # noqa: E402

django.setup()

from bs4 import BeautifulSoup  # noqa: E402
from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from home import models as home_models  # noqa: E402
from wagtail.models import Locale, Site  # noqa: E402

from wagtail_libfees.conf import libfees_settings  # noqa: E402
from wagtail_libfees.findings import PublishRefusedError  # noqa: E402
from wagtail_libfees.models import FeeSettings  # noqa: E402

# The five page types, of the package or of the site.
models = import_module(apps.get_model(libfees_settings.TAKSTER_PAGE_MODEL).__module__)
I18N = getattr(settings, "WAGTAIL_I18N_ENABLED", False)
LOCALIZE = apps.is_installed("wagtail_localize")
IMPORTS = apps.is_installed("wagtail_libfees.imports")
OLD_FAQ = "<h1>Spørgsmål</h1><h2>Hvor betaler jeg?</h2><p>Du betaler hos kassen på biblioteket.</p>"
OLD_RATES = "<h1>Takster</h1><table><tr><th>Dage</th><th>Voksne</th></tr>" + "".join(
    f"<tr><td>{days}</td><td>{amount} kr.</td></tr>"
    for days, amount in (("1-7 dage", 20), ("8-14 dage", 70), ("Over 14 dage", 120))
)


class AbsentError(Exception):
    """This site leaves out the part that the step is about."""


class Walk:
    """What the steps leave behind for one another."""

    def __init__(self):
        self.site = Site.objects.get(is_default_site=True)
        self.home = self.site.root_page.specific
        self.reader = Client()
        self.admin = Client()
        self.editor = Client()
        self.page = self.faq = self.guide = self.archive = self.notice = self.english = None


def ok(response, *words: str, status: int = 200) -> BeautifulSoup:
    """The page of an answer, which has `status` and all of `words`."""
    assert response.status_code == status, f"{response.status_code} in place of {status}"
    found = BeautifulSoup(response.content, "html.parser")
    text = " ".join(found.get_text(" ").split())
    for word in words:
        assert word in text, f"{word!r} is not in: {text[:400]}"
    return found


def fields_of(form) -> dict[str, str]:
    """What a browser would send of a form in which nothing was typed."""
    sent = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "")
        if kind in {"submit", "button", "file"} or field.has_attr("disabled"):
            continue
        if kind in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                sent[field["name"]] = field.get("value", "on")
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[field["name"]] = chosen.get("value", "") if chosen else ""
        else:
            sent[field["name"]] = field.get("value", field.text if field.name == "textarea" else "")
    return sent


def again(page):
    """The page as the database has it."""
    return type(page).objects.get(pk=page.pk)


def rates(*, amount: int, first: date | None = None):
    """A block of overdue fees for one group."""
    band = {"fee_free": False, "replacement_added": False}
    bands = [
        {"from_day": 1, "to_day": 7, "amount": Decimal(amount), **band},
        {"from_day": 8, "to_day": None, "amount": Decimal(amount + 50), **band},
    ]
    group = {"label": "Voksne", "age_from": None, "age_to": None, "fee_free": False, "bands": bands}
    validity = {"valid_from": first, "valid_to": None, "adopted_by": "", "adopted_on": None}
    value = {"heading": "Gebyr", "groups": [group], "accrual": None, "decision_url": "", **validity}
    return ("overdue_fees", value)


def publish(page):
    page.save_revision().publish()
    return again(page)


# The steps


def log_in(walk):
    """Somebody with all rights logs in; the admin's front page, also in Danish and English."""
    User.objects.create_superuser("admin@fjordby.example")
    walk.admin.force_login(User.objects.get(username="admin@fjordby.example"))
    ok(walk.admin.get(reverse("wagtailadmin_home")))
    ok(walk.admin.get(reverse("wagtailadmin_home"), headers={"accept-language": "en"}))


def roles(walk):
    """The roles are made; a Redaktør sees the admin's front page."""
    call_command("libfees_setup_roles", stdout=io.StringIO())
    editor = User.objects.create_user("redaktoer@fjordby.example")
    editor.groups.add(Group.objects.get(name__startswith="Redaktør"))
    walk.editor.force_login(editor)
    ok(walk.editor.get(reverse("wagtailadmin_home")))
    ok(walk.admin.get(reverse("libfees_roles")))


def forms_of_new_pages(walk):
    """The form of a new page of each type opens for a Redaktør."""
    for model in (models.TaksterPage, models.PaymentFAQPage, models.StaffGuidePage):
        url = reverse(
            "wagtailadmin_pages:add",
            args=[model._meta.app_label, model._meta.model_name, walk.home.pk],
        )
        ok(walk.editor.get(url, {"empty": 1}, follow=True))


def fee_page(walk):
    """A fee page is made as a draft and is not public."""
    walk.page = models.TaksterPage(title="Takster", slug="takster", body=[rates(amount=20)])
    walk.page.live = False
    walk.home.add_child(instance=walk.page)
    ok(walk.reader.get("/takster/"), status=404)


def fee_page_published(walk):
    """It is published, and a borrower reads the amounts."""
    walk.page = publish(walk.page)
    ok(walk.reader.get("/takster/"), "20 kr.", "70 kr.")


def settings_form(walk):
    """The fee settings name it, saved by the form of the admin."""
    url = reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", walk.site.pk])
    form = ok(walk.admin.get(url)).select_one("main form")
    streams = {f"{name}-count": "0" for name in ("contact_points", "contact_channels")}
    sent = {**fields_of(form), **streams, "notice_channels-count": "0"}
    sent |= {"library_name": "Fjordby Bibliotek", "municipality_name": "Fjordby Kommune"}
    sent |= {"fee_page": str(walk.page.pk), "payment_routes-count": "1"}
    sent |= {"payment_routes-0-type": "route", "payment_routes-0-order": "0"}
    sent |= {"payment_routes-0-deleted": "", "payment_routes-0-value-kind": "portal"}
    sent |= {"payment_routes-0-value-name": "Kassen"}
    sent |= {"payment_routes-0-value-url": "https://kassen.example/"}
    response = walk.admin.post(url, sent)
    assert response.status_code == 302, response.context["form"].errors
    stored = FeeSettings.for_site(walk.site)
    assert stored.portal_name == "Kassen", stored.portal_name


def stable_address(walk):
    """`libfees/fee-page/` leads to it and keeps its query."""
    response = walk.reader.get(reverse("wagtail_libfees:fee_page"), {"date": "2027-01-01"})
    assert response.status_code == 302, response.status_code
    assert response["Location"].endswith("/takster/?date=2027-01-01"), response["Location"]


def editor_form(walk):
    """The editor opens it, with the tables of rates."""
    ok(walk.editor.get(reverse("wagtailadmin_pages:edit", args=[walk.page.pk])))


def preview(walk):
    """The preview of its draft shows the amounts."""
    url = reverse("wagtailadmin_pages:view_draft", args=[walk.page.pk])
    ok(walk.editor.get(url), "20 kr.")


def next_year(walk):
    """Coming rates are drafted and published; today's page announces them."""
    first = date(date.today().year + 1, 1, 1)
    ok(walk.editor.get(reverse("libfees_next_year", args=[walk.page.pk])))
    walk.page.body.append(rates(amount=25, first=first))
    walk.page = publish(walk.page)
    ok(walk.reader.get("/takster/"), "20 kr.", "25 kr.")
    ok(walk.reader.get("/takster/", {"date": first.isoformat()}), "25 kr.")


def history(walk):
    """Rates over the years, history and comparison of revisions open."""
    ok(walk.editor.get(reverse("libfees_rate_history", args=[walk.page.pk])))
    ok(walk.editor.get(reverse("wagtailadmin_pages:history", args=[walk.page.pk])))
    first, last = walk.page.revisions.order_by("pk")[:2]
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[walk.page.pk, first.pk, last.pk]
    )
    ok(walk.editor.get(compare))


def revert(walk):
    """An older revision becomes the draft again, and the live page stays."""
    walk.page.revisions.order_by("pk").first().as_object().save_revision(clean=False)
    ok(walk.reader.get("/takster/"), "25 kr.")
    walk.page.save_revision()


def calculator(walk):
    """The calculator answers as a page and as JSON."""
    ok(walk.reader.get("/takster/", {"due": "2020-01-01", "group": "Voksne"}))
    answer = walk.reader.get(
        reverse("wagtail_libfees:estimate_json", args=[walk.page.pk]), {"due": "2020-01-01"}
    )
    assert answer.status_code in {200, 400}, answer.status_code
    answer.json()


def open_data(walk):
    """Rates and settings as JSON, CSV and their schemas."""
    for name in ("rates_json", "rates_csv", "rates_schema", "settings_json", "settings_schema"):
        assert walk.reader.get(reverse(f"wagtail_libfees:{name}")).status_code == 200, name
    rates_file = walk.reader.get(reverse("wagtail_libfees:rates_json")).json()
    assert rates_file["current"]["card"], rates_file


def faq(walk):
    """A payment FAQ, with a fact in an answer, that a borrower reads."""
    question = {"question": "Hvor betaler jeg?", "answer": "<p>Du betaler i {portal}.</p>"}
    group = {"heading": "Betaling", "questions": [question]}
    walk.faq = models.PaymentFAQPage(
        title="Spørgsmål", slug="spoergsmaal", body=[("questions", group)]
    )
    walk.home.add_child(instance=walk.faq)
    walk.faq = publish(walk.faq)
    ok(walk.reader.get("/spoergsmaal/"), "Du betaler i Kassen.")


def staff_guide(walk):
    """A staff guide, which a borrower is not shown and no API lists."""
    walk.guide = models.StaffGuidePage(title="Vejledning", slug="vejledning")
    walk.home.add_child(instance=walk.guide)
    walk.guide = publish(walk.guide)
    assert walk.reader.get("/vejledning/").status_code in {302, 403, 404}
    assert "Vejledning" not in ok(walk.reader.get("/search/", {"query": "Vejledning"})).get_text()


def notices(walk):
    """A notice stands in the banner, in the archive and in all feeds."""
    walk.archive = models.ServiceNoticeIndexPage(title="Beskeder", slug="beskeder")
    walk.home.add_child(instance=walk.archive)
    walk.archive = publish(walk.archive)
    walk.notice = models.ServiceNoticePage(
        title="Lukket på fredag",
        slug="lukket",
        lead="Vi har lukket på fredag.",
        review_day=date.today(),
    )
    walk.archive.add_child(instance=walk.notice)
    walk.notice = publish(walk.notice)
    ok(walk.reader.get("/takster/"), "Lukket på fredag")
    ok(walk.reader.get("/beskeder/"), "Lukket på fredag")
    for name in ("atom", "rss", "json", "calendar"):
        answer = walk.reader.get(reverse(f"wagtail_libfees:notices_{name}"))
        assert answer.status_code == 200, name
    assert walk.reader.get(reverse("wagtail_libfees:notices_screen")).status_code == 200


def notice_channels(walk):
    """The channels of the notice open, and it has a short address."""
    ok(walk.editor.get(reverse("libfees_notice_channels", args=[walk.notice.pk])))
    call_command("libfees_addresses", stdout=io.StringIO())


def copies(walk):
    """The fee page is copied as a draft, moved, and has an alias."""
    copied = walk.page.copy(update_attrs={"slug": "kopi", "title": "Kopi"}, keep_live=False)
    section = models.PaymentFAQPage(title="Afsnit", slug="afsnit", live=False)
    walk.home.add_child(instance=section)
    assert not copied.live
    copied.move(walk.archive, pos="last-child")
    again(copied).delete()
    alias = walk.faq.create_alias(update_slug="alias")
    ok(walk.reader.get("/alias/"), "Du betaler i Kassen.")
    alias.delete()
    section.delete()


def guards(walk):
    """Deleting and unpublishing the fee page asks first."""
    for name in ("delete", "unpublish"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[walk.page.pk])
        ok(walk.admin.get(url), "Takster")


def desk_and_report(walk):
    """The desk, the report and the checks of content answer."""
    ok(walk.editor.get(reverse("wagtailadmin_home")))
    ok(walk.editor.get(reverse("libfees_quality")))
    call_command("libfees_check", stdout=io.StringIO())


def rate_files(walk):
    """Rates are checked, go out as a file and come in again as a draft."""
    call_command("libfees_rates", "check", stdout=io.StringIO())
    for file in ("rates.json", "rates.csv"):
        kind = file.rpartition(".")[2]
        call_command("libfees_rates", "export", format=kind, output=file, stdout=io.StringIO())
        call_command("libfees_rates", "import", file, stdout=io.StringIO())


def imports(walk):
    """Old questions and old rates come in as drafts, and are rolled back."""
    if not IMPORTS:
        raise AbsentError
    from wagtail_libfees.imports.models import ImportRun

    Path("faq.html").write_text(OLD_FAQ, encoding="utf-8")
    Path("rates.html").write_text(f"{OLD_RATES}</table>", encoding="utf-8")
    for command, file in (
        ("libfees_import_faq", "faq.html"),
        ("libfees_import_rates", "rates.html"),
    ):
        call_command(command, file, parent=walk.home.pk, stdout=io.StringIO())
        run = ImportRun.objects.latest("pk")
        drafts = again(walk.home).get_children().order_by("-pk")
        made = drafts[0].specific
        assert not made.live, f"{command} published"
        ok(walk.editor.get(reverse("wagtailadmin_pages:edit", args=[made.pk])))
        call_command(command, rollback=str(run.pk), stdout=io.StringIO())
    call_command("libfees_import_runs", stdout=io.StringIO())


def english(walk):
    """The fee page in English, at an English address, with the Danish page's amounts."""
    if not I18N or not LOCALIZE:
        raise AbsentError
    from wagtail_localize.models import Translation, TranslationSource

    locale, _made = Locale.objects.get_or_create(language_code="en")
    walk.home.copy_for_translation(locale).save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(walk.page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    walk.english = translation.get_target_instance()
    ok(walk.reader.get(walk.english.get_url()), status=404)
    walk.english.get_latest_revision().publish()
    url = again(walk.english).get_url()
    assert url.startswith("/en/"), url
    found = ok(walk.reader.get(url), "DKK")
    assert found.html["lang"] == "en", found.html["lang"]
    ok(walk.editor.get(reverse("wagtailadmin_pages:edit", args=[walk.english.pk])))


def api(walk):
    """The page API gives what borrowers read, and knows no staff guide."""
    for page, word in ((walk.page, "Voksne"), (walk.faq, "Kassen"), (walk.notice, "fredag")):
        answer = walk.reader.get(f"/api/v2/pages/{page.pk}/", {"fields": "*"})
        assert answer.status_code == 200, answer.status_code
        assert word in str(answer.json()), word
    assert walk.reader.get(f"/api/v2/pages/{walk.guide.pk}/").status_code == 404


def own_page(walk):
    """A page of the site's own: facts filled, rates by date, the site's rates, the guard."""
    if not apps.is_installed("home") or not hasattr(home_models, "ArticlePage"):
        raise AbsentError
    text = ("text", {"heading": "", "text": "<p>Dag 1: {fee_page}</p>"})
    coming = rates(amount=999, first=date(2040, 1, 1))
    page = home_models.ArticlePage(title="Om gebyrer", slug="om-gebyrer")
    page.body = [
        text,
        rates(amount=33),
        coming,
        ("rates", {"heading": "", "kind": "", "group": ""}),
    ]
    walk.home.add_child(instance=page)
    found = ok(walk.reader.get("/om-gebyrer/"), "33 kr.", "20 kr.")
    assert found.select_one(".own table")
    assert "999" not in found.text
    assert "{fee_page}" not in found.text
    ok(walk.admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])), "Kvalitet")
    page.body = [("text", {"heading": "", "text": "<p>[indsæt beløb]</p>"})]
    try:
        page.save_revision().publish()
    except PublishRefusedError:
        return
    raise AssertionError("A placeholder was published.")


def dump_and_load(walk):
    """All content is dumped and can be loaded again."""
    out = io.StringIO()
    # Wagtail's log of deleted pages has no natural key to dump.
    call_command("dumpdata", stdout=out)
    Path("dump.json").write_text(out.getvalue(), encoding="utf-8")
    call_command("loaddata", "dump.json", stdout=io.StringIO())
    ok(walk.reader.get("/takster/"), "20 kr.")


def taken_away_and_back(walk):
    """The deleted fee page is brought back under its address."""
    walk.page.delete()
    ok(walk.reader.get("/takster/"), status=404)
    call_command("libfees_restore_takster", stdout=io.StringIO())
    restored = models.TaksterPage.objects.get(slug="takster", locale=walk.home.locale)
    if not restored.live:
        restored = publish(restored)
    ok(walk.reader.get("/takster/"), "20 kr.")


STEPS = [
    log_in, roles, forms_of_new_pages, fee_page, fee_page_published, settings_form, stable_address,
    editor_form, preview, next_year, history, revert, calculator, open_data, faq, staff_guide,
    notices, notice_channels, copies, guards, desk_and_report, rate_files, imports, english, api,
    own_page, dump_and_load, taken_away_and_back,
]  # fmt: skip


def write_result(path: Path, counts: dict[str, int]) -> None:
    """What was walked through, for the table of docs/versions.md."""
    versions = {"Python": ".".join(str(part) for part in sys.version_info[:2])}
    for name in ("Django", "wagtail", "wagtail-localize"):
        versions[name] = version(name)
    if not LOCALIZE:
        del versions["wagtail-localize"]
    result = {"versions": versions, "database": connection.display_name, **counts}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1), encoding="utf-8")


def main() -> int:
    walk, failed, absent = Walk(), 0, 0
    for step in STEPS:
        start = time.perf_counter()
        try:
            step(walk)
            sign = "ok"
        except AbsentError:
            absent += 1
            sign = "--"
        except Exception:
            failed += 1
            sign = "NO"
            traceback.print_exc()
        print(f"{sign}  {time.perf_counter() - start:5.1f} s  {step.__doc__}", flush=True)
    held = len(STEPS) - failed - absent
    print(f"{held} passed, {failed} failed, {absent} skipped")
    if told := os.environ.get("REAL_SITE_RESULT"):
        write_result(Path(told), {"passed": held, "failed": failed, "absent": absent})
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
