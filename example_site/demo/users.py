"""The people of the demo: one for each role, and what each may try.

Everybody knows their password, so they are made and let in where `DEMO` is on, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from wagtail_libfees.roles import set_up_roles

PASSWORD = "demo"  # noqa: S105 - the demo's, on purpose


@dataclass(frozen=True)
class DemoUser:
    """Somebody to try the demo as; `role` is the group, and empty for the superuser.

    `start` is where one lands: an address of the site, or the slug of a page of it.
    """

    username: str
    name: tuple[str, str]
    role: str
    task: str
    start: str = "/admin/"


USERS = (
    DemoUser(
        "medarbejder",
        ("Mads", "Medarbejder"),
        "Medarbejder",
        _("reads the staff guide, and has no way into the admin"),
        start="vejledning-til-personalet",
    ),
    DemoUser(
        "formidler",
        ("Frida", "Formidler"),
        "Formidler",
        _("writes a service notice as a draft, and cannot publish it"),
    ),
    DemoUser(
        "redaktoer",
        ("Rikke", "Redaktør"),
        "Redaktør",
        _("edits the rates, plans next year's, imports questions, publishes a notice"),
    ),
    DemoUser(
        "lokaladmin",
        ("Lone", "Lokaladministrator"),
        "Lokal administrator",
        _("changes the fee settings, sees who may do what"),
    ),
    DemoUser("admin", ("Anna", "Admin"), "", _("may do everything, in every site")),
)


def make_users() -> list[DemoUser]:
    """Make the users who are not there yet; those who are keep what was changed of them."""
    model = get_user_model()
    made = [user for user in USERS if not model.objects.filter(username=user.username).exists()]
    for user in made:
        first, last = user.name
        account = model(
            username=user.username,
            first_name=first,
            last_name=last,
            email=f"{user.username}@fjordby.example",
            is_superuser=not user.role,
        )
        account.set_password(PASSWORD)
        account.save()
    return made


def give_roles(site: Site) -> None:
    """Make the groups of the roles with their rights on `site`, and put the users in."""
    list(set_up_roles(site, several=False, dry_run=False))
    model = get_user_model()
    for user in USERS:
        group = Group.objects.filter(name=user.role).first()
        account = model.objects.filter(username=user.username).first()
        if group and account:
            account.groups.add(group)


def login_allowed() -> bool:
    """Whether one button logs somebody in: in the demo, and never where Django runs for real."""
    return bool(settings.DEBUG and getattr(settings, "DEMO", False))
