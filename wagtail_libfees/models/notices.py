"""Service notices and their archive."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Locale, Site
from wagtail.search import index

from wagtail_libfees.blocks.base import RICH_TEXT_FEATURES
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.notices import COPENHAGEN, Severity, Window, in_order

from .base import LibfeesPageMixin
from .clock import today

NOTICES_PER_PAGE = 20


def severity_choices():
    """How urgent a notice is."""
    return [
        (Severity.INFORMATION.value, _("Information")),
        (Severity.WARNING.value, _("Warning")),
        (Severity.URGENT.value, _("Urgent")),
    ]


def notice_kind_choices():
    """What a notice is about."""
    return [
        ("payment_change", _("Change of payment")),
        ("rate_change", _("Change of rates")),
        ("closure", _("Closure")),
        ("opening_hours", _("Opening hours")),
        ("outage", _("Outage")),
        ("system_change", _("Change of system")),
        ("fee_waiver", _("Fees waived")),
        ("other", _("Other")),
    ]


class ServiceNoticePageMixin(LibfeesPageMixin):
    """A notice to borrowers, shown from a day to and including a day."""

    kind = models.CharField(_("kind"), max_length=30, choices=notice_kind_choices, default="other")
    severity = models.CharField(
        _("severity"),
        max_length=20,
        choices=severity_choices,
        default=Severity.INFORMATION.value,
    )
    lead = models.TextField(
        _("lead"), max_length=300, help_text=_("One or two sentences. Shown in the banner.")
    )
    text = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)
    from_day = models.DateField(_("from"), default=today)
    from_time = models.TimeField(_("at"), null=True, blank=True)
    to_day = models.DateField(
        _("to and including"),
        null=True,
        blank=True,
        help_text=_("Empty: until further notice."),
    )
    to_time = models.TimeField(_("until"), null=True, blank=True)

    notice_panels = [
        FieldPanel("lead"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("severity")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("from_day"), FieldPanel("from_time")]),
                FieldRowPanel([FieldPanel("to_day"), FieldPanel("to_time")]),
            ],
            heading=_("Shown"),
            help_text=_(
                "Times are Danish. Without a time, the whole day counts. The notice can be read at "
                "its own address as soon as it is published."
            ),
        ),
    ]
    notice_search_fields = [
        index.SearchField("lead"),
        index.SearchField("text"),
        index.FilterField("from_day"),
        index.FilterField("to_day"),
        index.FilterField("severity"),
    ]
    notice_api_fields = [
        APIField(name)
        for name in (
            "kind",
            "severity",
            "lead",
            "text",
            "from_day",
            "from_time",
            "to_day",
            "to_time",
        )
    ]

    class Meta:
        abstract = True

    @property
    def window(self) -> Window:
        """When the notice is shown."""
        return Window(self.from_day, self.from_time, self.to_day, self.to_time)

    @property
    def is_active(self) -> bool:
        """Whether the notice is shown now."""
        return self.window.contains(timezone.now())

    @property
    def is_over(self) -> bool:
        """Whether the notice has ended."""
        return self.window.is_over(timezone.now())

    def clean(self):
        """Refuse a window that ends before it begins."""
        super().clean()
        if self.to_time and not self.to_day:
            raise ValidationError({"to_day": _("Choose the day that the time belongs to.")})
        end = self.window.end if self.from_day else None
        if end is not None and end <= self.window.start:
            raise ValidationError({"to_day": _("The notice ends before it begins.")})


class ServiceNoticeIndexPageMixin(LibfeesPageMixin):
    """The archive: notices shown now, those to come, and those that are over."""

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)

    index_panels = [FieldPanel("intro")]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """Add `notices_now` in the banner's order, `notices_coming`, a page of `notices_over`."""
        context = super().get_context(request, *args, **kwargs)
        notices = self.get_notices()
        context["notices_now"] = in_order(n for n in notices if n.is_active)
        coming = [n for n in notices if not n.is_active and not n.is_over]
        context["notices_coming"] = sorted(coming, key=lambda n: n.window.start)
        over = sorted((n for n in notices if n.is_over), key=lambda n: n.window.end, reverse=True)
        page = Paginator(over, NOTICES_PER_PAGE).get_page(request.GET.get("page"))
        context["notices_over"] = page
        return context

    def get_notices(self):
        """The public notices below this page."""
        model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
        if model is None:
            return []
        return list(model.objects.child_of(self).live().public().select_related("locale"))


def notices_for(site: Site | None, language: str, moment=None) -> list:
    """The notices that a page of `site` shows in `language`, in the banner's order.

    A notice that has no public translation into `language` is shown in the site's own language.
    `moment` is a time with zone; default: now.
    """
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None or site is None:
        return []
    moment = moment or timezone.now()
    found = _candidates(model, site, moment.astimezone(COPENHAGEN).date())
    return in_order(
        notice
        for notice in _one_per_translation(found, language, site.root_page.locale.language_code)
        if notice.window.contains(moment)
    )


def _candidates(model, site, day):
    """The public notices of `site`, in any language, whose days include `day`."""
    roots = [path.root_path for path in Site.get_site_root_paths() if path.site_id == site.pk]
    below = Q()
    for root in roots:
        below |= Q(url_path__startswith=root)
    return (
        model.objects.live()
        .public()
        .filter(below, Q(to_day__isnull=True) | Q(to_day__gte=day), from_day__lte=day)
        .select_related("locale")
    )


def _one_per_translation(notices, language, fallback):
    """One notice of each set of translations: in `language`, else in the `fallback` language."""
    chosen = {}
    for notice in notices:
        code = notice.locale.language_code
        if code == language or (code == fallback and notice.translation_key not in chosen):
            chosen[notice.translation_key] = notice
    return chosen.values()


def active_language() -> str:
    """The code of the content language that is active."""
    return Locale.get_active().language_code
