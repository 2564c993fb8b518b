"""Runs that nobody works on any more: their task was killed, or never began."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from .models import ImportRun, Status

# A task that has said nothing for so long may have been killed; it can be started again.
SILENCE = timedelta(minutes=5)
UNDER_WAY = (Status.WAITING, Status.RUNNING)


def is_silent(run: ImportRun) -> bool:
    """Whether nothing has been heard of a run for so long that its task may be dead."""
    return timezone.now() - run.alive_at > SILENCE


def silent_runs(runs: QuerySet) -> QuerySet:
    """Those of `runs` that are under way by what they say, and silent."""
    return runs.filter(status__in=UNDER_WAY, alive_at__lt=timezone.now() - SILENCE)
