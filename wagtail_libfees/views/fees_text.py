"""The fee page as Markdown and as text, and where programs find what they may read: `llms.txt`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from ..clock import today
from ..fee_page.settings.fee_page_link import resolve_fee_page
from ..notices.banner import active_language
from ..page_markdown import page_markdown, page_plain_text
from ..rates import format_date
from ..search.published import question_pages
from ..sites import name_in_one_line
from ..text.markdown import escaped
from .data_responses import OpenDataError, open_data, parameters, send_kept

# The addresses that have `?lang=`.
BY_LANGUAGE = {"fees_markdown", "fees_text", "answers_json"}


@open_data
def fees_markdown(request: HttpRequest) -> HttpResponse:
    """What is in force today, as the fee page tells it, in Markdown."""
    return _send(request, "markdown", partial(_fees, page_markdown), "text/markdown; charset=utf-8")


@open_data
def fees_text(request: HttpRequest) -> HttpResponse:
    """The same as text."""
    return _send(request, "text", partial(_fees, page_plain_text), "text/plain; charset=utf-8")


@open_data
def llms_txt(request: HttpRequest) -> HttpResponse:
    """An index for language models (llmstxt.org), to be mounted at the root of a site."""
    return _send(request, "llms", _index, "text/plain; charset=utf-8")


def _index(site: Site, language: str) -> str:
    with translation.override(language):
        name = escaped(name_in_one_line(site) or site.hostname)
        lines = [f"# {name}", "", *llms_lines(site)]
    return "\n".join(lines) + "\n"


def llms_lines(site: Site) -> list[str]:
    """The lines on fees and questions for the `llms.txt` of a site, in the active language."""
    language = active_language()
    found = []
    if told_fee_page(site, language) is not None:
        found += [
            (_("Fees in force today"), "fees_markdown", _("amounts, deadlines and how to pay")),
            (_("The same as text"), "fees_text", _("without marks")),
            (
                _("Rates as data"),
                "rates_json",
                _("in force, coming and former, with a JSON Schema"),
            ),
        ]
    if question_pages(site, language):
        found.append(
            (_("Questions and answers"), "answers_json", _("with addresses and days of review"))
        )
    found.append((_("Where fees are paid"), "settings_json", _("addresses for apps")))
    heading = _("Fees and payment")
    return [f"## {heading}", ""] + [
        f"- [{title}]({_address(site, name, language)}): {what}" for title, name, what in found
    ]


def _address(site: Site, name: str, language: str) -> str:
    own = language == site.root_page.locale.language_code or name not in BY_LANGUAGE
    query = "" if own else f"?lang={language}"
    return site.root_url + reverse(f"wagtail_libfees:{name}") + query


def told_fee_page(site: Site, language: str) -> Any:
    """The public fee page of `site` in `language`, else in its own; None if it is none of ours."""
    link = resolve_fee_page(site, language)
    page = link.page.specific if link and link.page else None
    return page if hasattr(page, "rate_card") else None


def _send(
    request: HttpRequest, name: str, write: Callable[[Site, str], str], content_type: str
) -> HttpResponse:
    """What `write` writes of the site in the language that is asked for; kept until a change."""
    code = parameters(request, "lang")["lang"]
    return send_kept(
        request,
        f"{name}:{code}",
        lambda: (write(*asked_language(request)), None),
        content_type=content_type,
    )


def _fees(write: Callable[[Any], str], site: Site, language: str) -> str:
    page = told_fee_page(site, language)
    if page is None:
        raise OpenDataError(404, _("This site has no published fee page, and so no rates."))
    with translation.override(page.locale.language_code):
        title, rest = write(page).split("\n", 1)
        name = name_in_one_line(site) or site.hostname
        when = _of_when(page, escaped(name) if write is page_markdown else name)
        return f"{title}\n\n{when}\n{rest}"


def _of_when(page, library: str) -> str:
    """Of which day and whose the text is, and until when it is right as far as one knows."""
    language, day = page.locale.language_code, today()
    change = page.rate_card.next_change(day)
    lines = [
        _("In force on %(day)s at %(library)s.")
        % {"day": format_date(day, language), "library": library},
        change and _("The next change is on %(day)s.") % {"day": format_date(change, language)},
        _("Source: %(address)s") % {"address": page.full_url},
    ]
    return " ".join(filter(None, lines))


def asked_language(request: HttpRequest) -> tuple[Site, str]:
    """The site of a request, and the language of `?lang=`, else that of the site."""
    code = parameters(request, "lang")["lang"]
    site = Site.find_for_request(request)
    if site is None:
        raise OpenDataError(404, _("There is no site at this address."))
    if code and code not in get_content_languages():
        raise OpenDataError(404, _("There is nothing in this language."))
    return site, code or site.root_page.locale.language_code
