"""What the package's page types share."""

import logging

from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm

from wagtail_libfees.blocks.expand import ExpandedTexts
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.editorial.publishing import PublishRefusedError, publishing_errors

logger = logging.getLogger(__name__)

# What the command `publish_scheduled` logs; by this it is known here.
SCHEDULED = "wagtail.publish.scheduled"


class LibfeesPageForm(WagtailAdminPageForm):
    """Shows what stops the page from being published; a draft is saved with it."""

    def _post_clean(self):
        super()._post_clean()
        # A page in a workflow can go live by an approval, which shows no form any more.
        is_draft = self.is_deferred_validation and not self.instance.workflow_in_progress
        if is_draft or self.errors:
            return
        for error in publishing_errors(self.instance):
            field = error.field if error.field in self.fields else None
            self.add_error(field, error.message)


class LibfeesPageMixin(models.Model):
    """The base template, one-pass rich text, and the guard that stops a broken page."""

    base_form_class = LibfeesPageForm

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """Add the site's base template and the expanded rich texts of the page."""
        context = super().get_context(request, *args, **kwargs)
        context["libfees_base_template"] = libfees_settings.BASE_TEMPLATE
        context["libfees_body"] = self.get_body()
        context["libfees_texts"] = ExpandedTexts(context["libfees_body"])
        return context

    def get_body(self):
        """The stream that the page shows; None for a page type without one."""
        return getattr(self, "body", None)

    def publish(self, revision, *args, **kwargs):
        """Publish `revision` unless something stops it.

        The admin's form refuses first and says it better; this holds for every other way, such
        as a script. Raises `PublishRefusedError`, but not for a scheduled revision: that would
        keep the command from publishing the pages after it. Its schedule is taken off and logged.
        """
        errors = publishing_errors(revision.as_object())
        if not errors:
            return super().publish(revision, *args, **kwargs)
        if kwargs.get("log_action") != SCHEDULED:
            raise PublishRefusedError([error.message for error in errors], self.pk)
        logger.error("Page %s was not published as scheduled: %s", self.pk, errors[0].code)
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        return None
