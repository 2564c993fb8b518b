"""`answers.json`: the published questions of a site with their answers, for programs that answer.

Nothing but what everyone may read on its pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from ..blocks.faq import question_anchor, stored_items, whole_answer
from ..blocks.keys import key_of
from ..blocks.rich_text import expand_all
from ..models.addresses import QUESTION, PermanentAddress, address_path
from ..models.links import as_uri
from ..models.reviews import review_dates
from ..sites import site_host
from ..text.markdown import as_markdown, as_plain_text
from ..views.data_responses import OpenDataError, open_data, parameters, send, send_kept
from .published import question_pages
from .related import links_in, question_titles, with_titles

# The rich texts of a question.
RICH = ("answer", "related")
FORMAT, VERSION = "wagtail-libfees/answers", 1


@open_data
def answers_json(request: HttpRequest) -> HttpResponse:
    """All published questions of the site, or those in the language of `?lang=`."""
    code = parameters(request, "lang")["lang"]
    return send_kept(request, f"answers:{code}", lambda: (_answers_text(request, code), None))


def _answers_text(request: HttpRequest, code: str) -> str:
    site = Site.find_for_request(request)
    if site is None:
        raise OpenDataError(404, _("There is no site at this address."))
    languages = list(get_content_languages())
    if code and code not in languages:
        raise OpenDataError(404, _("There is nothing in this language."))
    document = answers_document(site, [code] if code else languages)
    return json.dumps(document, ensure_ascii=False)


@open_data
def answers_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of `answers.json`."""
    parameters(request)
    text = json.dumps(answers_schema_document(), ensure_ascii=False)
    return send(request, text, content_type="application/schema+json")


def answers_schema_document() -> dict[str, Any]:
    file = resources.files(__package__).joinpath("schema", f"answers-{VERSION}.json")
    return json.loads(file.read_text(encoding="utf-8"))


def answers_document(site: Site, languages: list[str]) -> dict[str, Any]:
    """The questions in `languages`, facts of today filled in, every address absolute."""
    pages = [page for code in languages for page in question_pages(site, code)]
    keys, titles = _permanent_keys(pages), question_titles(site)
    reviewed = review_dates(page.pk for page in pages)
    return {
        "schema": as_uri(site.root_url + reverse("wagtail_libfees:answers_schema")),
        "format": FORMAT,
        "version": VERSION,
        "site": {"name": site.site_name, "host": site_host(site)},
        "answers": [
            answer
            for page in pages
            for answer in _answers(site, page, keys, titles, reviewed.get(page.pk))
        ],
    }


def _permanent_keys(pages: list[Any]) -> dict[tuple[Any, str], str]:
    found = PermanentAddress.objects.filter(
        kind=QUESTION, translation_key__in={page.translation_key for page in pages}
    )
    rows = found.values_list("translation_key", "question", "key")
    return {(page, question): key for page, question, key in rows}


def _answers(site: Site, page, keys, titles, reviewed_on) -> Iterator[dict[str, Any]]:
    facts, language, address = page.get_facts(), page.locale.language_code, as_uri(page.full_url)
    stored = list(stored_items(json.loads(page.raw_body)))
    with translation.override(language):
        texts = [facts.html(value.get(n) or "") for *_, value in stored for n in RICH]
        expanded = expand_all(texts)
    for heading, block_id, value in stored:
        short = facts.text(value.get("short") or "")
        answer, related = (expanded[facts.html(value.get(name) or "")] for name in RICH)
        html = whole_answer(short, answer)
        path = address_path(QUESTION, keys.get((page.translation_key, key_of(block_id))))
        reviewed = value.get("reviewed_on") or (reviewed_on and reviewed_on.isoformat())
        yield {
            "question": facts.text(value.get("question") or ""),
            "short": short or None,
            "answer": as_plain_text(html, address).strip(),
            "markdown": as_markdown(html, address).strip(),
            "group": facts.text(heading) or None,
            "language": language,
            "url": f"{address}#{question_anchor(block_id)}",
            "permanent_url": as_uri(site.root_url + path) if path else None,
            "page": {"title": page.title, "url": address},
            "related": [
                {"title": title, "url": as_uri(urljoin(address, url))}
                for title, url in links_in(with_titles(related, titles, language))
            ],
            "reviewed_on": reviewed or None,
        }
