"""How far a run is, in steps that everybody who looks sees at once.

The last step is one transaction, so nothing can be told from within it.
"""

from __future__ import annotations

from enum import IntEnum

from django.utils.translation import gettext_lazy as _


class RunStep(IntEnum):
    """The steps of a run, by the per cent that they begin with."""

    WAITING = 0
    FETCHING = 5
    READING = 35
    READ = 60
    COMPARING = 65
    CHECKING = 75
    WRITING = 85
    DONE = 100


STEP_TEXTS = {
    RunStep.WAITING: _("The import waits for its turn."),
    RunStep.FETCHING: _("The source is being fetched."),
    RunStep.READING: _("The source is being read."),
    RunStep.READ: _("The source is read."),
    RunStep.COMPARING: _("The source is being compared with the pages."),
    RunStep.CHECKING: _("It is being checked that the pages may be written to."),
    RunStep.WRITING: _("The drafts are being written."),
    RunStep.DONE: _("The import is through."),
}


def step_text(progress: int) -> str:
    """What is being done at `progress` per cent."""
    return str(STEP_TEXTS[max(step for step in RunStep if step <= progress)])
