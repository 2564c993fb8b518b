"""Facts in text that are unknown, have no value, or stand where none can be filled in."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import Site

from ...sites import site_id_of
from ..fact_text import (
    fact_names,
    has_words,
    html_fact_names,
    nearly_facts,
    split_fact_names,
)
from ..fact_values import Facts
from ..facts import registered_facts
from ..page_text import PlacedText, placed_texts
from ..registry import Finding, Severity, Subject, register_check

# What menus, lists and search results show as it is stored.
AS_STORED = ("title", "seo_title", "slug")


def tells_facts(page) -> bool:
    """Whether the page type fills facts into its texts."""
    return hasattr(page, "get_facts")


@register_check("facts", applies_to=tells_facts, may_stop=True)
def check_facts(subject: Subject) -> Iterator[Finding]:
    """Each fact that has no value for a reader, wherever it stands."""
    facts: Facts | None = None
    for placed in subject.texts:
        if "{" not in placed.text:
            continue
        facts = facts or _facts_of(subject)
        if placed.place.field in AS_STORED:
            yield from _in_title(placed, facts)
        else:
            yield from _in_text(placed, facts)


def load_sources(subjects: list[Subject]) -> None:
    """Put (source page, whether wagtail-localize translates it) of each translation into `shared`.

    One query for each page type, and one for all.
    """
    sources = subjects[0].once(
        "libfees.source_locales",
        lambda: dict(Site.objects.values_list("pk", "root_page__locale_id")),
    )
    wanted: dict[type, dict[tuple, Subject]] = {}
    for subject in subjects:
        locale = sources.get(site_id_of(subject.page))
        if locale and locale != subject.page.locale_id:
            key = (subject.page.translation_key, locale)
            wanted.setdefault(type(subject.page), {})[key] = subject
    by_sentence = _translated_by_sentence(subjects) if wanted else set()
    for model, found in wanted.items():
        for page in model.objects.filter(translation_key__in={key for key, _locale in found}):
            subject = found.get((page.translation_key, page.locale_id))
            if subject is not None:
                here = (str(page.translation_key), subject.page.locale_id)
                subject.shared[_source_key(subject.page)] = (page, here in by_sentence)


def _translated_by_sentence(subjects: list[Subject]) -> set[tuple[str, int]]:
    """(translation key, locale) of the pages that wagtail-localize keeps in step with a source."""
    if not apps.is_installed("wagtail_localize"):
        return set()
    found = apps.get_model("wagtail_localize", "Translation").objects.filter(
        enabled=True, source__object__in={subject.page.translation_key for subject in subjects}
    )
    return {(str(key), pk) for key, pk in found.values_list("source__object", "target_locale")}


@register_check("translated_facts", applies_to=tells_facts, prepare=load_sources, may_stop=True)
def check_translated_facts(subject: Subject) -> Iterator[Finding]:
    """Each text of a translation that lacks a fact of its source.

    It stops what wagtail-localize translates sentence by sentence; a page that is written in its
    own language may say things otherwise.
    """
    source, by_sentence = subject.shared.get(_source_key(subject.page), (None, False))
    if source is None:
        return
    originals = {placed.place: placed.text for placed in placed_texts(source)}
    for placed in subject.texts:
        kept = {_plain_form(name) for name in names_in(placed.text)}
        for name in dict.fromkeys(names_in(originals.get(placed.place, ""))):
            if _plain_form(name) in kept:
                continue
            yield Finding(
                "fact_lost_in_translation",
                Severity.ERROR if by_sentence else Severity.WARNING,
                _("The source text has the fact %(fact)s here, and the translation has not.")
                % {"fact": braced(name)},
                placed.place,
                mend=_("Write the fact in the translation as it stands in the source."),
                excerpt=braced(name),
                params={"fact": name},
            )


def _plain_form(name: str) -> str:
    """The fact of which `name` is a form; a language has no use for the forms of another."""
    fact = registered_facts().get(name)
    return fact.form_of or name if fact else name


def names_in(text: str) -> list[str]:
    """The facts that a text, plain or rich, names."""
    return html_fact_names(text) if "<" in text else fact_names(text)


def braced(name: str) -> str:
    """The fact as it stands in a text."""
    return f"{{{name}}}"


def _facts_of(subject: Subject) -> Facts:
    """The facts of the page; pages of one site and language share what is looked up."""
    facts = subject.page.get_facts()
    return subject.once(("facts", *facts.sources.key), lambda: facts)


def _in_text(placed: PlacedText, facts: Facts) -> Iterator[Finding]:
    for name in dict.fromkeys(names_in(placed.text)):
        if name not in facts.known:
            yield _finding(
                "fact_unknown",
                name,
                placed,
                _("There is no fact named %(fact)s.") % {"fact": braced(name)},
                _("Choose one from the list of facts, or make it under “Own facts”."),
            )
        elif not facts.plain(name):
            yield _finding("fact_gap", name, placed, *_gap_words(name, facts))
    words = facts.by_words if has_words(placed.text) else {}
    for written, name in dict.fromkeys(nearly_facts(placed.text, facts.known, words)):
        yield _finding(
            "fact_misspelt",
            name,
            placed,
            _("“%(written)s” is no fact, and readers see it as it stands.") % {"written": written},
            _("Write %(fact)s, in lower-case letters and without spaces.") % {"fact": braced(name)},
            excerpt=written,
        )
    for name in dict.fromkeys(split_fact_names(placed.text)):
        yield _finding(
            "fact_split",
            name,
            placed,
            _("Formatting inside the braces tears the fact %(fact)s apart.")
            % {"fact": braced(name)},
            _("Delete it, and write or choose it again in one go."),
        )


def _gap_words(name: str, facts: Facts) -> tuple[str, str]:
    """What is missing, or wrong with what was stated, and where it is filled in."""
    fact, fault = facts.known[name], facts.fault(name)
    if fault:
        return (
            _("The value of “%(label)s” cannot be shown: %(fault)s")
            % {"label": fact.label, "fault": fault},
            _("It stands in %(place)s.") % {"place": fact.place},
        )
    return (
        _("“%(label)s” has no value.") % {"label": fact.label},
        _("Fill it in under %(place)s, or take it out of the text.") % {"place": fact.place},
    )


def _in_title(placed: PlacedText, facts: Facts) -> Iterator[Finding]:
    for name in dict.fromkeys(fact_names(placed.text)):
        if name in facts.known:
            yield _finding(
                "fact_in_title",
                name,
                placed,
                _("The fact %(fact)s cannot stand in a title.") % {"fact": braced(name)},
                _("Menus show titles as they are written. Write the words themselves."),
            )


def _finding(
    code: str, name: str, placed: PlacedText, message: str, mend: str, excerpt: str = ""
) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message,
        placed.place,
        mend=mend,
        excerpt=excerpt or braced(name),
        params={"fact": name},
    )


def _source_key(page) -> tuple:
    return ("fact_source", page.pk, page.translation_key)
