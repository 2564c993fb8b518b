"""What the importers say by code, in the language of the reader."""

import re

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_libfees.text.messages import Sentence, fill

from ..drafts.errors import DraftError
from ..fetching.errors import FetchError
from .reading.errors import ImporterError
from .reading.plan import Difference

REASON_TEXTS = {
    "no_question": _("An answer without a question"),
    "no_answer": _("A question without an answer"),
    "intro": _("Text before the first question"),
    "empty_heading": _("A heading without content"),
    "head_states": _("A heading that says something by itself; no answer has it"),
    "outer_heading": _("A heading around other headings"),
    "page_title": _("The title of the page"),
    "doubtful": _("It is not certain that this is a question with its answer"),
    "chrome": _("Part of the page around the content"),
    "navigation": _("Navigation of the page"),
    "breadcrumb": _("Breadcrumb of the page"),
    "footer": _("Footer of the page"),
    "header": _("Header of the page"),
    "cookie": _("Cookie notice"),
    "form": _("Form or control"),
    "icon": _("Description of an icon"),
    "empty_view": _("Placeholder of an empty list"),
    "related": _("Related links or articles"),
    "link": _("A link that belongs to the page, not to an answer"),
    "image": _("An image cannot be kept in an answer"),
    "embedded": _("Embedded content cannot be kept in an answer"),
    "page_number": _("Page number, page header or page footer of the file"),
    "mail": _("Header, greeting or signature of a message"),
    "metadata": _("Information about the page"),
    "outside": _("Outside the main content of the page"),
    "hidden": _("Hidden text"),
    "cpr": _("A number that looks like a CPR number was masked"),
    "link_unsafe": _("A link with an address that is not allowed; its text was kept"),
    "relative_link": _("A link without a site; check its address"),
    "left_out": _("The profile of this site takes it for no answer"),
    "structured": _("Structured data of the page that its text does not show"),
    "attachment": _("An attachment of the message; name it to import it"),
    "export": _("An entry of the export that could not be read"),
    "staff_note": _("A remark to staff within an answer to borrowers"),
    "stated_audience": _(
        "The export says it is for borrowers, its words that it is for staff; it goes to staff"
    ),
    "page_for_staff": _("By these words the whole page is for staff"),
    "page_doubtful": _(
        "It is not certain whom the page is for; what does not clearly speak to borrowers went to "
        "staff"
    ),
    "page_silent": _(
        "Nobody is spoken to on this page; what does not clearly speak to borrowers went to staff"
    ),
    # Fee pages.
    "amount": _("An amount that no rate could be made of"),
    "no_days": _("An amount of an overdue fee without the days that it is for"),
    "per_day": _("A fee for each day; overdue fees here are one amount per band"),
    "currency": _("An amount in a currency that is not Danish kroner, or that is not known"),
    "on_top": _("An amount that comes on top of another"),
    "cap": _("The most that can be charged"),
    "former": _("A rate that no longer holds"),
    "coming": _("A rate that comes later"),
    "unread_file": _("An attachment or a picture; what it shows was not read"),
    "price_range": _("A price range; a price here is one amount"),
    "band_conflict": _("A second amount for days that already have one"),
    "second_threshold": _("A second exclusion threshold that differs from the first"),
    "second_handling": _("A second handling fee that differs from the first"),
    "other_year": _("The column of another year; the newest was taken"),
    "placeholder": _("A placeholder where an amount should be"),
    "groups_guessed": _(
        "The heads of the columns are lost; the higher amounts were read as adults'"
    ),
    "more_columns": _("More amounts than borrower groups"),
    "half_understood": _("A line of which only a part was understood"),
    "not_overdue": _("Days and amounts that do not seem to be overdue fees"),
}

# What each kind of difference means to an editor: a word, and a sentence.
KIND_TEXTS = {
    "new": (_("New"), _("The page does not have this question yet.")),
    "changed": (_("Changed at the source"), _("The page still has the words of the last import.")),
    "changed_here": (
        _("Changed here"),
        _("An editor changed or removed it; the source is as it was."),
    ),
    "conflict": (_("Conflict"), _("The page and the source both differ from the last import.")),
    "same": (_("The same"), _("The page says what the source says.")),
    "gone": (
        _("Gone from the source"),
        _("It stays on the page. Take it off there if it no longer holds."),
    ),
    "renamed": (
        _("Reworded"),
        _("The source has a similar question, most likely this one in other words."),
    ),
}

ACTION_TEXTS = {
    "added": _("added"),
    "changed": _("changed"),
    "removed": _("removed"),
    "same": _("as it was"),
    "kept": _("kept; the source has other words"),
    "left": _("left out"),
}

OUTCOME_TEXTS = {
    "removed": _("taken out again"),
    "restored": _("has its former words again"),
    "edited": _("stays: it was changed after the import"),
    "missing": _("was not on the page any more"),
    "page_removed": _("The page was deleted: the import had made it and nobody had touched it."),
    "page_kept": _("The page stays: the import made it, but somebody has worked on it since."),
    "page_missing": _("The page is deleted; there was nothing to roll back."),
}

AUDIENCE_TEXTS = {
    "borrower": _("borrowers"),
    "staff": _("staff"),
    "workflow": _("staff: steps at the desk"),
}


_LINE = re.compile(r"^line (\d+)")


def reason_text(code: str, fallback: str = "") -> str:
    """Why something was left aside."""
    return str(REASON_TEXTS.get(code, fallback or code))


def place_text(place: str) -> str:
    """A place of the importers ("line 12, table 1") with its words translated."""
    return _LINE.sub(lambda found: gettext("line %(number)s") % {"number": found[1]}, place)


def difference_label(kind: Difference | str) -> str:
    """The word for a kind of difference."""
    return str(KIND_TEXTS[str(kind)][0]) if str(kind) in KIND_TEXTS else str(kind)


def kind_help(kind: Difference | str) -> str:
    """The sentence that explains a kind of difference."""
    return str(KIND_TEXTS[str(kind)][1]) if str(kind) in KIND_TEXTS else ""


def importer_error_message(exc: ImporterError | FetchError | DraftError) -> str:
    """What stops an import. A `DraftError` is in the language of the reader from the start."""
    if isinstance(exc, DraftError):
        return str(exc)
    params = {name: _param_text(value) for name, value in exc.params.items()}
    return fill(gettext(exc.message), params)


def sentence_text(sentence: str) -> str:
    """A sentence of the importers in the language of the reader; any other text as it is."""
    if not sentence or not isinstance(sentence, Sentence):
        return sentence
    params = {name: _param_text(value) for name, value in sentence.params.items()}
    return fill(gettext(sentence.message), params)


def _param_text(value: object) -> str:
    """A reason may be an error itself; numbers are written as the language writes them."""
    if isinstance(value, (ImporterError, FetchError)):
        return importer_error_message(value)
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(value)
