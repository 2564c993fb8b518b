"""Service notices."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from wagtail_libfees.blocks.base import RICH_TEXT_FEATURES
from wagtail_libfees.notices import Severity, Window

from .base import LibfeesPageMixin
from .clock import today


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
