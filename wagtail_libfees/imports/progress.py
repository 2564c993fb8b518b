"""How far a run is, in steps that everybody who looks sees at once.

The last step is one transaction, so nothing can be told from within it.
"""

from __future__ import annotations

from enum import IntEnum

from django.utils.translation import gettext_lazy as _


class Step(IntEnum):
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
    Step.WAITING: _("The import waits for its turn."),
    Step.FETCHING: _("The source is being fetched."),
    Step.READING: _("The source is being read."),
    Step.READ: _("The source is read."),
    Step.COMPARING: _("The source is being compared with the pages."),
    Step.CHECKING: _("It is being checked that the pages may be written to."),
    Step.WRITING: _("The drafts are being written."),
    Step.DONE: _("The import is through."),
}


def step_text(progress: int) -> str:
    """What is being done at `progress` per cent."""
    return str(STEP_TEXTS[max(step for step in Step if step <= progress)])
