"""`--rollback RUN` of the import commands; a run of either can be taken back by both."""

from __future__ import annotations

import json

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ..drafts.errors import DraftError
from .command_output import rollback_lines, run_as_dict
from .models import ImportRun
from .rollback import rollback_run


def roll_back(number: str, user) -> ImportRun:
    """Take back the run with that number; its `report` says what became of what.

    Raises `CommandError`.
    """
    run = ImportRun.objects.filter(pk=number).first() if number.isdecimal() else None
    if run is None:
        raise CommandError(
            _("There is no import %(number)s; libfees_import_runs lists them.") % {"number": number}
        )
    try:
        rollback_run(run, user)
    except DraftError as exc:
        raise CommandError(str(exc)) from exc
    return run


def tell_rollback(stdout, number: str, user, *, as_json: bool) -> None:
    """Take back the run with that number and write what became of what. Raises `CommandError`."""
    run = roll_back(number, user)
    if as_json:
        stdout.write(json.dumps(run_as_dict(run), ensure_ascii=False))
        return
    for line in rollback_lines(run):
        stdout.write(line)
