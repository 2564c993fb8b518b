"""The payment FAQ for borrowers and the guide for staff."""

from collections.abc import Callable
from dataclasses import replace

from django.apps import apps
from django.db import models
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..blocks import faq_blocks, staff_guide_blocks
from ..blocks.base import RICH_TEXT_FEATURES
from ..blocks.faq import question_anchor, whole_answer
from ..blocks.keys import key_of
from ..blocks.rich_text import ExpandedTexts
from ..editorial.fact_streams import filled_stream
from ..search.asking import QuestionSearch
from ..search.published import also_searched
from ..search.staff_search import ASKED, StaffSearch
from ..text.contact_links import linked_contacts
from .addresses import question_keys
from .asked_again import asked_counts, count_asked, helped_counts
from .base import LibfeesPageMixin
from .head_facts import HeadFacts
from .panels import FindingsPanel, PanelPlace
from .private_pages import PrivatePageMixin
from .question_counts import QuestionsPanel
from .serializers import BodyField, FilledField

_source_finders: list[Callable[[models.Model], list]] = []


def register_public_sources(find: Callable[[models.Model], list]) -> None:
    """Tell borrowers of the sources that `find` has for a page; each has `source`, an address,
    and `started_at`. For the `ready()` of another app.
    """
    _source_finders.append(find)


class PaymentFAQPageMixin(LibfeesPageMixin):
    """Groups of questions that borrowers ask about payment; `?q=` searches them."""

    # The questions of its stream `body` are found by the search for borrowers.
    holds_questions = True

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    body = StreamField(faq_blocks(), blank=True, collapsed=True, verbose_name=_("content"))

    show_source = models.BooleanField(
        _("tell borrowers where imported questions come from"),
        default=False,
        help_text=_(
            "Shows the web addresses of the sources under the questions. Never file names."
        ),
    )

    most_helped_first = models.BooleanField(
        _("answers that helped most first"),
        default=False,
        help_text=_(
            "In each group, by how many borrowers said that the answer helped; else in your order, "
            "as here. The counts stand beside the questions. The page follows once a day."
        ),
    )

    faq_panels = [
        FindingsPanel(heading=_("To look at")),
        PanelPlace("imported_questions"),
        FieldPanel("intro"),
        QuestionsPanel("body"),
        FieldPanel("most_helped_first"),
        PanelPlace("show_source"),
    ]
    faq_search_fields = [index.SearchField("searchable_text")]
    faq_api_fields = [
        APIField("search_description", serializer=FilledField()),
        APIField("intro", serializer=FilledField()),
        APIField("body", serializer=BodyField()),
    ]

    # What is rendered of this object for a request.
    shown_body = shown_texts = None

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["libfees_sources"] = SimpleLazyObject(
            lambda: self._find_sources() if self.show_source else []
        )
        context["libfees_question_keys"] = SimpleLazyObject(lambda: question_keys(self))
        # Where an editor has put the answer in short, it does not stand at the head too.
        body = context["libfees_body"]
        self.shown_body, self.shown_texts = body, context["libfees_texts"]
        context["libfees_answers_first"] = SimpleLazyObject(
            lambda: all(child.block_type != "in_short" for child in body)
        )
        context["libfees_groups"] = SimpleLazyObject(
            lambda: [block for block in body or () if block.block_type == "questions"]
        )
        context["libfees_contact_id"] = SimpleLazyObject(
            lambda: next((block.id for block in body or () if block.block_type == "contact"), "")
        )
        context["libfees_search"] = QuestionSearch.of_page(request, self)
        return context

    def get_body_on(self, day):
        """The blocks that readers see, with the questions of each group in the chosen order."""
        if not self.most_helped_first or not self.body:
            return self.body
        helped = helped_counts(self)
        return [_most_helped_first(child, helped) for child in self.body]

    def get_head_facts(self, request, library: str) -> HeadFacts:
        """Add the questions as linked data, as readers see them; not while one searches."""
        found = super().get_head_facts(request, library)
        # A preview marks what is missing, which is for the editor alone.
        if getattr(request, "is_preview", False) or QuestionSearch.of_page(request, self).typed:
            return found
        return replace(found, nodes=tuple(self._questions_as_data(request)))

    def _questions_as_data(self, request):
        # Those of the rendered page, whose links were looked up already, or of the stored one.
        body = self.shown_body or filled_stream(self.body, self.get_facts())
        texts = self.shown_texts or ExpandedTexts(body)
        address = self.get_full_url(request) or ""
        questions = [
            {
                "@type": "Question",
                "@id": f"{address}#{question_anchor(item.id)}",
                "name": str(item.value["question"]),
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": whole_answer(
                        str(item.value["short"] or ""),
                        linked_contacts(texts.html_of(item.value["answer"])).strip(),
                    ),
                },
            }
            for group in body
            if group.block_type == "questions"
            for item in group.value["questions"].bound_blocks
        ]
        if questions:
            yield {
                "@type": "FAQPage",
                "@id": f"{address}#questions",
                "url": address,
                "inLanguage": self.locale.language_code,
                "mainEntity": questions,
            }

    def serve(self, request, *args, **kwargs):
        """Answer; a search without an answer is counted, which the reader does not see."""
        response = super().serve(request, *args, **kwargs)
        search = (getattr(response, "context_data", None) or {}).get("libfees_search")
        if search is not None:
            search.count_if_unanswered(request)
            if search.is_too_long:
                response.status_code = 400
        return response

    @property
    def searchable_text(self) -> list[str]:
        """The texts, and the words that borrowers use for theirs."""
        texts = super().searchable_text
        return [*texts, also_searched(texts, self.locale.language_code)]

    def _find_sources(self) -> list:
        return [source for find in _source_finders for source in find(self)]


def _most_helped_first(child, helped: dict[str, int]):
    """A group with the questions that helped most first; of equals the editor's order stays."""
    if child.block_type != "questions":
        return child
    stored = child.block.get_prep_value(child.value)
    asked = sorted(stored["questions"], key=lambda item: -helped.get(key_of(item.get("id")), 0))
    value = child.block.to_python({**stored, "questions": asked})
    return StreamValue.StreamChild(child.block, value, id=child.id)


class StaffGuidePageMixin(PrivatePageMixin, LibfeesPageMixin):
    """Questions and referral steps for staff. Always private.

    Neither its text nor an API field is offered: only its title is indexed, for the admin. Its
    page is the desk for a call too: what is typed is posted, so no address keeps it.
    """

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    body = StreamField(staff_guide_blocks(), blank=True, collapsed=True, verbose_name=_("content"))

    faq_panels = [
        FindingsPanel(heading=_("To look at")),
        PanelPlace("imported_questions"),
        FieldPanel("intro"),
        QuestionsPanel("body"),
    ]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["libfees_desk"] = StaffSearch(self, request, context["libfees_body"])
        context["libfees_asked"] = SimpleLazyObject(lambda: asked_counts([self.translation_key]))
        return context

    def serve(self, request, *args, **kwargs):
        """Answer staff; note a question as asked again if a form says so."""
        name = request.POST.get(ASKED, "") if request.method == "POST" else ""
        if not name or not self.may_read(request.user):
            response = super().serve(request, *args, **kwargs)
            desk = (getattr(response, "context_data", None) or {}).get("libfees_desk")
            if desk is not None and desk.is_too_long:
                response.status_code = 400
            return response
        question = StaffSearch(self, request).question_named(name)
        if question:
            count_asked(*question)
        response = super().serve(request, *args, **kwargs)
        response.context_data["libfees_noted"] = bool(question)
        if question is None:
            response.status_code = 400
        return response


def question_models() -> list[type[models.Model]]:
    """The page types of this installation with questions, for borrowers or for staff."""
    ours = (PaymentFAQPageMixin, StaffGuidePageMixin)
    return [model for model in apps.get_models() if issubclass(model, ours)]
