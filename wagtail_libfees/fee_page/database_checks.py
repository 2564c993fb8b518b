"""System checks that read the database: `manage.py check --database default`, or `--deploy`."""

import django
from django.core import checks
from django.db import DatabaseError, router

from ..models import FeeSettings, fee_page_problems


def register_database_checks() -> None:
    """Bind the checks to Django's registry."""
    checks.register(check_linked_fee_pages, checks.Tags.database)
    checks.register(check_fee_pages_deployed, deploy=True)


def check_fee_pages_deployed(app_configs, databases=None, **kwargs):
    """W010 for `check --deploy`, also where no database is named.

    Where one is named it is told once, but for Django 6.1 and later: there a check cannot see the
    difference, and twice is better than never.
    """
    if databases and django.VERSION < (6, 1):
        return []
    return check_linked_fee_pages(app_configs, databases=[router.db_for_read(FeeSettings)])


def check_linked_fee_pages(app_configs, databases=None, **kwargs):
    """W010: the fee page of a site is gone, or borrowers cannot read it.

    A warning, because `migrate` runs the checks of the database and stops at an error.
    """
    if router.db_for_read(FeeSettings) not in (databases or ()):
        return []
    try:
        problems = fee_page_problems()
    except DatabaseError:
        # Before the first migration, or in the midst of one.
        return []
    return [
        checks.Warning(
            problem.message,
            hint="Choose one in the fee settings, or run manage.py libfees_restore_takster.",
            id="wagtail_libfees.W010",
        )
        for problem in problems
    ]
