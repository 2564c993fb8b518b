"""What the package's page types share."""

from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm

from wagtail_libfees.blocks.expand import ExpandedTexts
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.editorial.publishing import PublishRefusedError, publishing_errors


class LibfeesPageForm(WagtailAdminPageForm):
    """Shows what stops the page from being published; a draft is saved with it."""

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
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
        as a script or a scheduled revision. Raises `PublishRefusedError`.
        """
        if errors := publishing_errors(revision.as_object()):
            raise PublishRefusedError([error.message for error in errors])
        return super().publish(revision, *args, **kwargs)
