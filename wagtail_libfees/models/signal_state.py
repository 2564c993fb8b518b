"""What the receivers of signals were told of a site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class SignalState(models.Model):
    """What was in force, shown and found when a site was last compared, by the name of the part."""

    site = models.OneToOneField(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site")
    )
    parts = models.JSONField(_("parts"), default=dict)

    class Meta:
        verbose_name = _("state of the signals")
        verbose_name_plural = _("states of the signals")

    def __str__(self):
        return str(self.site)
