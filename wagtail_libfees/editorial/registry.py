"""The one registry of checks: what is said of a page's content, wherever it is said.

Publishing, the page editor, the report “Kvalitet”, the desk and `libfees_check` all ask here.
docs/checks.md tells how to add a check.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..blocks.walk import WHOLE_PAGE, Place
from ..rates import Severity
from ..text.reading import read
from .block_links import BlockLink, block_links
from .page_text import PlacedText, placed_texts

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a page that is wrong or worth a look.

    `message` says what, `mend` what to do about it, both in the active language. `excerpt` is the
    word or words in question, never the digits of a CPR number. `params` are for code that acts
    on a finding, such as the replacement of an outdated word. Raises `ValueError` for a severity
    that there is not; "error" in letters is one.
    """

    code: str
    severity: Severity
    message: str
    place: Place = WHOLE_PAGE
    mend: str = ""
    excerpt: str = ""
    params: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)

    def __post_init__(self):
        # A third party's "error" would else be let through.
        object.__setattr__(self, "severity", Severity(self.severity))

    @property
    def field(self) -> str:
        """The form field that it belongs to; empty for the page as a whole."""
        return self.place.field

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing."""
        return self.severity is Severity.ERROR


class Subject:
    """A page that is looked at, as it is in memory, and what the checks of one run share.

    `shared` is one dictionary for all pages of a run: what a check looks up for a whole site it
    keeps there, so that a report over many pages asks the database once.
    """

    def __init__(self, page, shared: dict[Any, Any] | None = None):
        self.page = page
        self.shared = {} if shared is None else shared

    @cached_property
    def texts(self) -> list[PlacedText]:
        return list(placed_texts(self.page))

    @cached_property
    def links(self) -> list[BlockLink]:
        """The links in the blocks of the page."""
        return list(block_links(self.page))

    @cached_property
    def prose(self) -> list[tuple[PlacedText, str]]:
        """Every text of the page that has words, with its words only; see `text.reading`."""
        found = ((placed, read(placed.text).prose) for placed in self.texts)
        return [(placed, words) for placed, words in found if words.strip()]

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` returns, made once in a run."""
        if key not in self.shared:
            self.shared[key] = make()
        return self.shared[key]


Run = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks at a page; see `register_check`."""

    name: str
    run: Run
    applies_to: Callable[[Any], bool]
    may_stop: bool
    prepare: Callable[[list[Subject]], None] | None


_checks: dict[str, Check] = {}


def register_check(
    name: str = "",
    *,
    page_types: tuple[type, ...] = (),
    applies_to: Callable[[Any], bool] | None = None,
    may_stop: bool = False,
    prepare: Callable[[list[Subject]], None] | None = None,
) -> Callable[[Run], Run]:
    """Add the decorated function, `function(subject) -> findings`, to the checks.

    `page_types`: only for these pages (mixins count); or `applies_to(page)`. `may_stop`: its
    errors stop publishing; without it an ERROR is a programming mistake. `prepare(subjects)` is
    called before, with all pages of the run that it applies to: it puts in `shared` what one query
    can tell of them all. A check reads and never writes. A name that is registered already is
    replaced, so that a site can put its own in place.
    """

    def register(run: Run) -> Run:
        key = name or run.__name__
        _checks[key] = Check(key, run, applies_to or _is_one_of(page_types), may_stop, prepare)
        return run

    return register


def unregister_check(name: str) -> None:
    """Take a check out; none of that name is no error."""
    _checks.pop(name, None)


def registered_checks() -> list[Check]:
    """The checks in the order in which they were registered."""
    return list(_checks.values())


def _is_one_of(page_types: tuple[type, ...]) -> Callable[[Any], bool]:
    return lambda page: not page_types or isinstance(page, page_types)


def findings(page, *, only_stopping: bool = False) -> list[Finding]:
    """What the checks say of `page` as it is in memory, errors first.

    `only_stopping`: ask only the checks that may stop publishing.
    """
    return findings_of([page], only_stopping=only_stopping)[0]


def findings_of(
    pages: Iterable[Any],
    *,
    only_stopping: bool = False,
    names: set[str] | None = None,
    shared: dict[Any, Any] | None = None,
) -> list[list[Finding]]:
    """What the checks say of each page of a run; what belongs to a site is looked up once.

    `names`: ask only the checks of these names. `shared`: what earlier runs of the same request
    have looked up, and what this one adds.
    """
    shared = {} if shared is None else shared
    subjects = [Subject(page, shared) for page in pages]
    found: list[list[Finding]] = [[] for _ in subjects]
    for check in registered_checks():
        if (check.may_stop or not only_stopping) and (names is None or check.name in names):
            _ask(check, subjects, found)
    return [sorted(_once(each), key=lambda finding: not finding.is_error) for each in found]


def _ask(check: Check, subjects: list[Subject], found: list[list[Finding]]) -> None:
    """Add what one check says of each page to that page's findings."""
    asked = [i for i, subject in enumerate(subjects) if _applies(check, subject)]
    if not asked:
        return
    try:
        if check.prepare is not None:
            check.prepare([subjects[i] for i in asked])
    except Exception:
        logger.exception("The check %s could not be prepared", check.name)
        for i in asked:
            found[i].append(_failure(check))
        return
    for i in asked:
        found[i] += _run(check, subjects[i])


def _applies(check: Check, subject: Subject) -> bool:
    """Whether a check is for the page; one that cannot say is asked, and tells that it failed."""
    try:
        return check.applies_to(subject.page)
    except Exception:
        logger.exception("The check %s cannot say whether it is for a page", check.name)
        return True


def _run(check: Check, subject: Subject) -> list[Finding]:
    """The findings of one check. One that fails says so, and stops publishing if it may."""
    try:
        return _as_findings(check, check.run(subject))
    except Exception:
        logger.exception("The check %s failed on page %s", check.name, subject.page.pk)
        return [_failure(check)]


def _as_findings(check: Check, said: Iterable[Finding] | None) -> list[Finding]:
    """What a check said, if it is what a check may say; nothing is no finding."""
    found = list(said or ())
    for finding in found:
        if not isinstance(finding, Finding):
            raise TypeError(f"The check {check.name!r} gives a {type(finding).__name__}.")
        # Findings are told once each, and for that are compared.
        hash(finding)
        if finding.is_error and not check.may_stop:
            raise ValueError(
                f"The check {check.name!r} gives errors; register it with may_stop=True."
            )
    return found


def _failure(check: Check) -> Finding:
    return Finding(
        "check_failed",
        Severity.ERROR if check.may_stop else Severity.WARNING,
        _("Something on the page could not be checked."),
        mend=_("Tell the developers of the site that “%(name)s” failed.") % {"name": check.name},
    )


def _once(found: list[Finding]) -> list[Finding]:
    """Each finding once: a text in one place may say the same word twice."""
    return list(dict.fromkeys(found))
