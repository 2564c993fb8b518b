"""Model fields that Django and Wagtail do not have."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from ..notices.choices import service_choices
from .links import validate_link


class ImageKey(models.ForeignKey):
    """A foreign key to the image model of the site, whichever that is.

    Its target stays out of migrations, so that a site with its own image model has nothing left
    to migrate.
    """

    def __init__(self, **kwargs):
        kwargs.pop("to", None)
        kwargs.setdefault("on_delete", models.SET_NULL)
        super().__init__(get_image_model_string(), **kwargs)

    def deconstruct(self):
        """The field without its target."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("to")
        return name, path, args, kwargs


class ServicesField(models.JSONField):
    """A list of codes of the library's services, in the order of `service_choices`."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        """Refuse a code that no service has."""
        super().validate(value, model_instance)
        known = dict(service_choices())
        if not isinstance(value, list) or any(code not in known for code in value):
            raise ValidationError(_("Choose services from the list."))

    def formfield(self, **kwargs):
        """A check box for each service."""
        return forms.MultipleChoiceField(
            choices=service_choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


class WebLinkField(models.URLField):
    """An address on the web, up to 500 characters; `www.x.dk` is read as `https://www.x.dk`.

    Migrations see Django's own field.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("validators", [URLValidator(schemes=["http", "https"])])
        super().__init__(*args, **kwargs)

    def run_validators(self, value):
        """Refuse what Django's validator lets through: a port that cannot be, a password."""
        super().run_validators(value)
        if value not in self.empty_values:
            validate_link(value)

    def deconstruct(self):
        """The field as Django's own."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        """A field that says which scheme it takes for granted; Django 5 and 6 differ in it."""
        messages = {"invalid": _("Write an address that begins with https://.")}
        return super().formfield(**{"assume_scheme": "https", "error_messages": messages, **kwargs})
