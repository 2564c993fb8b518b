"""Short ways to make sites, pages, blocks and users in tests. All names and texts are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from django.contrib.auth.models import Group, Permission, User
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction, Site

from example_site.home.models import HomePage
from wagtail_libfees.findings import publishing_unchecked
from wagtail_libfees.models import Branch, FeeSettings
from wagtail_libfees.pages.models import (
    PaymentFAQPage,
    ServiceNoticeIndexPage,
    ServiceNoticePage,
    StaffGuidePage,
    TaksterPage,
)

_numbers = count(1)

# A number in the shape of a CPR number; the day and month exist, the person does not.
CPR = "010190-1234"
PLACEHOLDER = "[indsæt telefonnummer]"


# Sites and languages


def locale(code: str) -> Locale:
    """The locale with that code; made if it is not there."""
    return Locale.objects.get_or_create(language_code=code)[0]


def home_page(title: str = "Forside", code: str = "da", **fields) -> HomePage:
    """A front page below the root of the tree."""
    fields.setdefault("slug", f"forside-{next(_numbers)}")
    root = Page.get_first_root_node()
    return root.add_child(instance=HomePage(title=title, locale=locale(code), **fields))


def home_page_below(parent, title: str) -> HomePage:
    """An ordinary page below `parent`."""
    return parent.add_child(
        instance=HomePage(title=title, slug=f"side-{next(_numbers)}", locale=parent.locale)
    )


def site(hostname: str = "localhost", *, default: bool = True, code: str = "da") -> Site:
    """A site with a front page; `default` takes the place of the one that Wagtail made."""
    home = home_page(title=f"Forside {hostname}", code=code)
    found = Site.objects.filter(is_default_site=True).first() if default else None
    made = found or Site(is_default_site=default)
    made.hostname, made.port, made.root_page = hostname, 80, home
    made.site_name = hostname
    made.save()
    return made


def site_in_emptied_tables() -> Site:
    """A site where a test with real transactions has emptied the tables, or may have."""
    Locale.objects.get_or_create(language_code="da")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root", locale=Locale.get_default()))
    Site.objects.all().delete()
    return site()


def payment_route(kind: str = "portal", **fields) -> tuple[str, dict]:
    """One way of paying of the fee settings."""
    return ("route", {"kind": kind, **fields})


def posted_routes(*routes: dict, deleted: tuple[int, ...] = ()) -> dict[str, str]:
    """The ways of paying as the form of the fee settings sends them."""
    sent = {"payment_routes-count": str(len(routes))}
    for index, route in enumerate(routes):
        start = f"payment_routes-{index}"
        gone = "1" if index in deleted else ""
        sent |= {f"{start}-type": "route", f"{start}-order": str(index), f"{start}-deleted": gone}
        fields = {"kind": "portal", "name": "", "url": "", "audience": "", "until": "", **route}
        sent |= {f"{start}-value-{name}": value for name, value in fields.items()}
    return sent


def fee_settings(of: Site, **fields) -> FeeSettings:
    """Stored fee settings of a site; `portal` is the name of a portal, or the fields of one.

    An empty name: there is no way of paying.
    """
    portal = fields.pop("portal", None)
    if portal is not None:
        said = portal if isinstance(portal, dict) else {"name": portal}
        fields["payment_routes"] = [payment_route(**said)] if portal else []
    return FeeSettings.objects.update_or_create(site=of, defaults=fields)[0]


def translated(page, code: str = "en", *, live: bool = True, **fields):
    """A translation of `page` beside its parent's, as the copy that an editor then changes."""
    copied = page.copy_for_translation(locale(code), copy_parents=True)
    fields.setdefault("title", f"{page.title} ({code})")
    for name, value in fields.items():
        setattr(copied, name, value)
    copied.live = live
    with publishing_unchecked():
        copied.save()
    return type(page).objects.get(pk=copied.pk)


def restrict(page, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    """A view restriction on `page`."""
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="hemmelig")


# Rate blocks


def band(from_day, to_day, amount, **more) -> dict:
    """A band; the amount "free" is fee-free, None is unknown."""
    free = amount == "free"
    return {
        "from_day": from_day,
        "to_day": to_day,
        "amount": None if free or amount is None else Decimal(amount),
        "fee_free": free,
        "replacement_added": False,
        **more,
    }


def group(label: str = "Voksne", *rows, **more) -> dict:
    """A borrower group with bands from (from day, to day, amount) rows."""
    bands = [band(*row) for row in rows or [(1, 7, 20), (8, None, 70)]]
    return {
        "label": label,
        "age_from": None,
        "age_to": None,
        "fee_free": False,
        "bands": bands,
        "bill_to": None,
        "own_bill_from": None,
        "bill_by": None,
        **more,
    }


def validity(first: date | None = None, last: date | None = None) -> dict:
    """The fields of a rate block that say when it is in force."""
    return {
        "valid_from": first,
        "valid_to": last,
        "adopted_by": "",
        "adopted_on": None,
        "decision_url": "",
    }


def overdue(*groups: dict, heading: str = "Gebyr", first=None, last=None, **more):
    """An overdue-fees block for a stream."""
    value = {
        "heading": heading,
        "groups": list(groups) or [group()],
        "accrual": None,
        **validity(first, last),
        **more,
    }
    return ("overdue_fees", value)


def other_fees(*rows, first=None, last=None):
    """A block of other fees from (label, amount) rows; "free" is fee-free, None is unknown."""
    fees = [
        {
            "label": label,
            "kind": "other",
            "amount": None if amount in (None, "free") else Decimal(amount),
            "fee_free": amount == "free",
            "note": "",
        }
        for label, amount in rows
    ]
    return ("other_fees", {"heading": "Andet", "fees": fees, **validity(first, last)})


def text(words: str = "Noget om gebyrer.", heading: str = ""):
    """A text block for a stream."""
    return ("text", {"heading": heading, "text": f"<p>{words}</p>"})


def questions(*pairs: tuple[str, str], heading: str = ""):
    """A group of questions from (question, answer as rich text) pairs."""
    pairs = pairs or (("Kan jeg betale med kort?", "<p>Ja, det kan du.</p>"),)
    return (
        "questions",
        {"heading": heading, "questions": [{"question": q, "answer": a} for q, a in pairs]},
    )


def referral(heading: str = "Henvisning", **case):
    """A referral of one case, of which only the matter has to be said."""
    texts = dict.fromkeys(("point", "name", "phone", "url", "hours", "ready", "say"), "")
    return (
        "referral",
        {"heading": heading, "cases": [{**texts, "matter": "selve betalingen", **case}]},
    )


# Pages


def _added(parent, model, title, fields):
    fields.setdefault("slug", f"{model.__name__.lower()}-{next(_numbers)}")
    fields.setdefault("locale", parent.locale)
    # Tests of what goes wrong on a live page need one that is wrong.
    with publishing_unchecked():
        return parent.add_child(instance=model(title=title, **fields))


def takster_page(parent, *blocks, title: str = "Takster", **fields) -> TaksterPage:
    """A fee page; without blocks it has one table of overdue fees."""
    return _added(parent, TaksterPage, title, {"body": list(blocks) or [overdue()], **fields})


def faq_page(parent, *blocks, title: str = "Om betaling", **fields) -> PaymentFAQPage:
    """A payment FAQ; without blocks it has one question."""
    return _added(parent, PaymentFAQPage, title, {"body": list(blocks) or [questions()], **fields})


def staff_guide(parent, *blocks, title: str = "Personaleguide", **fields) -> StaffGuidePage:
    """A staff guide; without blocks it has one question."""
    return _added(parent, StaffGuidePage, title, {"body": list(blocks) or [questions()], **fields})


def notice_index(parent, title: str = "Servicemeddelelser", **fields) -> ServiceNoticeIndexPage:
    """An archive of notices."""
    return _added(parent, ServiceNoticeIndexPage, title, fields)


def notice(parent, title: str = "Lukket i dag", **fields) -> ServiceNoticePage:
    """A notice; without a window it is shown from 2026-01-01 on, and looked at again in 2030."""
    fields.setdefault("lead", f"Kort om: {title}")
    fields.setdefault("from_day", date(2026, 1, 1))
    fields.setdefault("review_day", date(2030, 1, 1))
    return _added(parent, ServiceNoticePage, title, fields)


def branch(name: str = "Havnebiblioteket", code: str = "da", **fields) -> Branch:
    """A branch of every site."""
    return Branch.objects.create(name=name, locale=locale(code), **fields)


def page_of_each_type(home) -> dict[str, Page]:
    """One live page of every type, below `home`."""
    index = notice_index(home)
    return {
        "takster": takster_page(home),
        "faq": faq_page(home),
        "index": index,
        "notice": notice(index),
        "staff": staff_guide(home),
        "home": home,
    }


# Users


def admin(name: str = "admin") -> User:
    """A superuser."""
    return User.objects.create_superuser(name, f"{name}@fjordby.example", "kodeord")


def borrower(name: str = "laaner") -> User:
    """Someone with a login and no access to the Wagtail admin."""
    return User.objects.create_user(name, password="kodeord")


def staff(name: str = "kollega", *page_permissions: str, below: Page | None = None) -> User:
    """Someone with access to the admin, and with page permissions such as `change_page`."""
    user = User.objects.create_user(name, password="kodeord")
    made = Group.objects.create(name=f"Gruppe {name}")
    made.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(made)
    for codename in page_permissions:
        GroupPagePermission.objects.create(
            group=made,
            page=below or Page.get_first_root_node(),
            permission=Permission.objects.get(codename=codename),
        )
    return user


def importer(name: str = "redaktoer", *page_permissions: str, below: Page | None = None) -> User:
    """Someone with the importer's permission, and with permissions on pages."""
    user = staff(name, *page_permissions, below=below)
    user.groups.get().permissions.add(Permission.objects.get(codename="add_importrun"))
    return user
