"""The migrations are those of the models."""

from io import StringIO

import pytest
from django.core.management import call_command

APPS = ("wagtail_libfees", "libfees_pages", "libfees_imports", "home")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_migration_is_missing_whatever_the_language(language, settings):
    """Labels in migrations would make a new one for each language."""
    settings.LANGUAGE_CODE = language
    out = StringIO()
    try:
        call_command("makemigrations", *APPS, check=True, dry_run=True, stdout=out, verbosity=3)
    except SystemExit:
        pytest.fail(f"A migration is missing:\n{out.getvalue()}")


@pytest.mark.django_db
def test_every_migration_is_applied():
    out = StringIO()
    call_command("migrate", check_unapplied=True, plan=True, stdout=out)
    assert "No planned migration operations" in out.getvalue()
