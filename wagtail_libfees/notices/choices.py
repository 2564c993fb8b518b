"""What an editor can choose in a notice. Callables, so that the labels stay out of migrations."""

from django.utils.translation import gettext_lazy as _

from . import NoticeSeverity

PAYMENT_CHANGE = "payment_change"
RATE_CHANGE = "rate_change"


def severity_choices():
    return [
        (NoticeSeverity.INFORMATION.value, _("Information")),
        (NoticeSeverity.WARNING.value, _("Warning")),
        (NoticeSeverity.URGENT.value, _("Urgent")),
    ]


def notice_kind_choices():
    return [
        (PAYMENT_CHANGE, _("New payment solution")),
        (RATE_CHANGE, _("Change of rates")),
        ("closure", _("Closure")),
        ("opening_hours", _("Opening hours")),
        ("outage", _("Outage")),
        ("system_change", _("Change of system")),
        ("fee_waiver", _("Fees waived")),
        ("other", _("Other")),
    ]


def service_choices():
    """What a borrower does with the library, and where."""
    return [
        ("borrowing", _("Borrowing")),
        ("returning", _("Returning")),
        ("reservations", _("Reservations")),
        ("payment", _("Payment")),
        ("website", _("Website")),
        ("app", _("App")),
        ("self_service_machine", _("Self-service machine")),
        ("phone", _("Phone")),
        ("desk", _("Desk")),
        ("unstaffed_hours", _("Unstaffed opening hours")),
        ("computers_and_print", _("Computers and print")),
        ("events", _("Events")),
    ]


def scope_choices():
    """On which pages the banner shows a notice."""
    return [("site", _("On every page")), ("section", _("Only in a section of the site"))]


def login_choices():
    """Whether paying asks for login; None is "not stated"."""
    return [(None, _("Not stated")), (True, _("Yes")), (False, _("No"))]


def former_branch_choices():
    """What a notice is about when a branch that it named was deleted."""
    return [*_without_branch(), ("others", _("It is about the branches chosen above"))]


def branch_deletion_choices():
    """What happens to a notice before a branch that it names is deleted."""
    return [
        ("take_back", _("Take it back: borrowers do not see it any more")),
        *_without_branch(),
        ("others", _("It is about the branches chosen below")),
    ]


def _without_branch():
    return [
        ("keep", _("It is still about what was there: keep the name")),
        ("whole", _("It is about the whole library")),
    ]
