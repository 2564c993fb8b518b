"""Sites whose fee page borrowers cannot reach: said of the site, since there may be no page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..editorial.registry import Finding, Severity
from ..models import FeePageProblem, fee_page_problems
from ..quality.check_runs import PageFinding
from .faults import Fault

CODE = "fee_page"
# The page can be read all the same, or nobody has promised one yet.
_WORTH_A_LOOK = (Fault.NOT_CHOSEN, Fault.ADDRESS, Fault.ALIAS, Fault.ELSEWHERE, Fault.TRANSLATION)


def fee_page_findings(user=None) -> list[PageFinding]:
    """What is wrong with the fee pages of all sites, or of those where `user` may mend it."""
    return [PageFinding(None, _finding(p), p.site) for p in fee_page_problems(user)]


def _finding(problem: FeePageProblem) -> Finding:
    worth_a_look = problem.fault in _WORTH_A_LOOK
    return Finding(
        CODE,
        Severity.WARNING if worth_a_look else Severity.ERROR,
        problem.message,
        mend=_("Mend it from the front page of the admin, or choose a page in the fee settings."),
        params={"fault": problem.fault.value},
    )
