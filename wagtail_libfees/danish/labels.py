"""Names of fields that Wagtail and wagtail-localize leave to Django.

It makes an English one of the field's name in Python, which no catalogue reaches.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

LABELS = {
    "password": _("Password"),
    "link_text": _("Link text"),
    "email_address": _("E-mail address"),
    "subject": _("Subject"),
    "body": _("Text"),
    "phone_number": _("Phone number"),
    "source_locale": _("Translated from"),
    "target_locale": _("Translated to"),
}


def name_fields() -> None:
    """Give the forms of the login and of the link choosers, and a report, the labels they lack."""
    from wagtail.admin.forms import auth, choosers

    set_labels(auth.LoginForm.base_fields)
    set_labels(choosers.ExternalLinkChooserForm.base_fields)
    set_labels(choosers.AnchorLinkChooserForm.base_fields)
    set_labels(choosers.EmailLinkChooserForm.base_fields)
    set_labels(choosers.PhoneLinkChooserForm.base_fields)
    if apps.is_installed("wagtail_localize"):
        from wagtail_localize.views.report import TranslationsReportFilterSet

        set_labels(TranslationsReportFilterSet.base_filters)


def set_labels(fields: Mapping[str, Any]) -> None:
    """Name the fields of a form, or the filters of a report, that have no name of their own."""
    for name, field in fields.items():
        if name in LABELS and field.label is None:
            field.label = LABELS[name]
