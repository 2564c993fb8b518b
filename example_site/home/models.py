"""The front page of the example site."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    """Leads to the pages that borrowers look for."""

    template = "example_site/home_page.html"

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs):
        """Add the public child pages that the menu shows."""
        context = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_children().live().public().in_menu().specific()
        return context
