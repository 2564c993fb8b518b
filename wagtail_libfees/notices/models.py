"""Service notices."""

from functools import partial

import swapper
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..blocks import notice_contact_blocks, notice_link_blocks, notice_update_blocks
from ..blocks.base import RICH_TEXT_FEATURES
from ..clock import today
from ..models.addresses import notice_key
from ..models.base import LibfeesPageMixin
from ..models.fields import ImageKey, ServicesField
from ..models.head_facts import HeadFacts
from ..models.serializers import BranchesField, FilledField, UpdatesField
from . import NoticeSeverity, Window
from .branches import Branch
from .choices import (
    PAYMENT_CHANGE,
    RATE_CHANGE,
    notice_kind_choices,
    scope_choices,
    severity_choices,
)
from .core.linked_data import notice_linked_data
from .ending import WithdrawnMixin
from .former_branches import FormerBranchesMixin
from .forms import ServiceNoticeForm, notice_panels
from .page_content import notice_content
from .payment_change import PAYMENT_FIELDS, PaymentChangeMixin
from .publishing import save_notice
from .translations import FollowsSourceMixin
from .updates import update_moments
from .urgent import UrgentMixin
from .versions import NoticeVersionsMixin
from .withdrawal import WithdrawnWithSourceMixin

# The fields whose texts readers see, facts filled in.
TOLD = {
    "lead",
    "text",
    "changes",
    "unchanged",
    "to_do",
    "old_balances",
    "new_balances",
    "contacts",
    "links",
    "updates",
}
ADDRESSES = {"old_url", "new_url"}


def _prose(label, help_text=""):
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class ServiceNoticePageMixin(
    PaymentChangeMixin,
    UrgentMixin,
    FollowsSourceMixin,
    WithdrawnMixin,
    WithdrawnWithSourceMixin,
    NoticeVersionsMixin,
    FormerBranchesMixin,
    LibfeesPageMixin,
):
    """A notice to borrowers, shown from a day to and including a day."""

    base_form_class = ServiceNoticeForm

    kind = models.CharField(_("kind"), max_length=30, choices=notice_kind_choices, default="other")
    severity = models.CharField(
        _("severity"),
        max_length=20,
        choices=severity_choices,
        default=NoticeSeverity.INFORMATION.value,
    )
    lead = models.TextField(
        _("lead"), max_length=300, help_text=_("One or two sentences. Shown in the banner.")
    )
    text = _prose(_("text"))
    changes = _prose(_("what changes"))
    unchanged = _prose(
        _("what does not change"), _("For example that the rates are the same as before.")
    )
    to_do = _prose(_("what you must do"), _("Write it, even if it is nothing."))
    from_day = models.DateField(_("from"), default=today)
    from_time = models.TimeField(_("at"), null=True, blank=True)
    to_day = models.DateField(
        _("to and including"),
        null=True,
        blank=True,
        help_text=_("Empty: until further notice."),
    )
    to_time = models.TimeField(_("until"), null=True, blank=True)
    period_from_day = models.DateField(_("first day"), null=True, blank=True)
    period_from_time = models.TimeField(_("at"), null=True, blank=True)
    period_to_day = models.DateField(_("last day"), null=True, blank=True)
    period_to_time = models.TimeField(_("until"), null=True, blank=True)
    review_day = models.DateField(
        _("look at it again on"),
        null=True,
        blank=True,
        help_text=_(
            "Needed when there is no end: the day on which someone asks if it still holds."
        ),
    )
    branches = ParentalManyToManyField(
        Branch,
        blank=True,
        related_name="+",
        verbose_name=_("branches"),
        help_text=_("None: the whole library."),
    )
    services = ServicesField(verbose_name=_("services"))
    scope = models.CharField(
        _("where the banner shows it"), max_length=10, choices=scope_choices, default="site"
    )
    # SET_NULL, and `scope` beside it: a section that is deleted must not spread the notice to
    # the whole site.
    section = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("The page of the section. The banner shows the notice there and below it."),
    )
    contacts = StreamField(notice_contact_blocks(), blank=True, verbose_name=_("contact"))
    links = StreamField(notice_link_blocks(), blank=True, verbose_name=_("links"))
    updates = StreamField(
        notice_update_blocks(),
        blank=True,
        verbose_name=_("updates"),
        help_text=_("What has happened since, each with its own day and time."),
    )
    image = ImageKey(
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("For social media. It is not shown on the page."),
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible"),
        help_text=_("Who keeps the notice true."),
    )

    notice_panels = notice_panels()
    notice_search_fields = [
        index.SearchField("searchable_text"),
        index.FilterField("from_day"),
        index.FilterField("to_day"),
        index.FilterField("severity"),
        index.FilterField("kind"),
    ]
    # Never `responsible`: who that is stays in the library.
    notice_api_fields = [
        APIField(name, serializer=FilledField() if name in TOLD | ADDRESSES else None)
        for name in (
            "kind",
            "severity",
            "lead",
            "text",
            "changes",
            "unchanged",
            "to_do",
            "from_day",
            "from_time",
            "to_day",
            "to_time",
            "period_from_day",
            "period_from_time",
            "period_to_day",
            "period_to_time",
            "services",
            *PAYMENT_FIELDS,
            "contacts",
            "links",
            "version",
        )
    ]
    notice_api_fields += [
        APIField("search_description", serializer=FilledField()),
        APIField("branches", serializer=BranchesField()),
        APIField("updates", serializer=UpdatesField()),
    ]

    searched_fields = (
        "lead",
        "text",
        "changes",
        "unchanged",
        "to_do",
        "updates",
        "old_balances",
        "new_balances",
    )

    class Meta:
        abstract = True

    @property
    def window(self) -> Window:
        """When the notice is shown."""
        return Window(self.from_day, self.from_time, self.to_day, self.to_time)

    @property
    def period(self) -> Window | None:
        """When what the notice is about takes place; None if that is not stated."""
        if self.period_from_day is None:
            return None
        days = self.period_from_day, self.period_from_time, self.period_to_day, self.period_to_time
        return Window(*days)

    @property
    def is_active(self) -> bool:
        """Whether the notice is shown now."""
        return self.window.contains(timezone.now())

    @property
    def is_about_fees(self) -> bool:
        """Whether readers of it ask what they owe and how they pay."""
        return self.kind in (PAYMENT_CHANGE, RATE_CHANGE)

    @property
    def is_over(self) -> bool:
        return self.window.is_over(timezone.now())

    @property
    def is_coming(self) -> bool:
        return timezone.now() < self.window.start

    @cached_property
    def permanent_key(self) -> str | None:
        """The key of the notice's permanent address; None before it was published."""
        return notice_key(self)

    def save(self, *args, **kwargs):
        """Save; what publishing brings with it is listed in `publishing`."""
        changes_all = "update_fields" not in kwargs
        return save_notice(self, partial(super().save, *args, **kwargs), may_publish=changes_all)

    def to_content(self, request_or_site=None, *, for_staff=False):
        """What the notice says, as plain data for channels and feeds; see `notice_content`."""
        return notice_content(self, request_or_site, for_staff=for_staff)

    def get_context(self, request, *args, **kwargs):
        """Add what the notice says as `libfees_notice`."""
        context = super().get_context(request, *args, **kwargs)
        marks = context["libfees_facts"].mark_gaps
        context["libfees_notice"] = SimpleLazyObject(
            lambda: notice_content(self, request, relative=True, mark_gaps=marks)
        )
        return context

    def get_head_facts(self, request, library: str) -> HeadFacts:
        """The lead, the image and the days of the notice, and the notice as linked data."""
        content = self.to_content(request)
        return HeadFacts(
            description=super().get_head_facts(request, library).description or content.lead,
            kind="article",
            image_url=content.image_url,
            published_at=content.published_at,
            changed_at=content.changed_at,
            expires_at=content.window.end,
            nodes=(notice_linked_data(content, library),) if content.url else (),
        )

    def get_text_boundary(self, facts):
        """A boundary of the window, or an update to come."""
        now = timezone.now()
        coming = [moment for moment in update_moments(self.updates) if moment > now]
        others = [super().get_text_boundary(facts), self.window.next_edge(now)]
        return min([*coming, *filter(None, others)], default=None)

    def clean(self):
        """Refuse days that end before they begin."""
        super().clean()
        errors = {**self._clean_days(""), **self._clean_days("period_")}
        if errors:
            raise ValidationError(errors)

    def _clean_days(self, prefix) -> dict:
        """What is wrong with the days whose fields begin with `prefix`, by field."""
        first, clock, last, until = (
            getattr(self, f"{prefix}{name}")
            for name in ("from_day", "from_time", "to_day", "to_time")
        )
        if until and not last:
            return {f"{prefix}to_day": _("Choose the day that the time belongs to.")}
        if first is None:
            lonely = prefix and (clock or last)
            return {f"{prefix}from_day": _("Choose the first day.")} if lonely else {}
        window = Window(first, clock, last, until)
        if window.end is not None and window.end <= window.start:
            return {f"{prefix}to_day": self._ends_too_early(prefix)}
        return {}

    def _ends_too_early(self, prefix):
        return _("It ends before it begins.") if prefix else _("The notice ends before it begins.")
