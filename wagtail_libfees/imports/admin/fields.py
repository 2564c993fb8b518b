"""Form fields that the importer's forms share."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.permissions import editable_pages
from wagtail_libfees.text.cpr_masking import mask_cpr_in_address

PROFILE_LABELS = {
    "auto": gettext_lazy("Find out by itself"),
    "kk": gettext_lazy("Københavns Kommune: articles"),
    "kombit": gettext_lazy("KOMBIT: accordions on kombit.dk"),
    "dpl": gettext_lazy("Folkebibliotekernes CMS"),
    "ding2": gettext_lazy("DDB CMS"),
    "generic": gettext_lazy("Any other page or text"),
}


class PageChooser(AdminPageChooser):
    """Wagtail's page chooser; an id that is none is left to the field to refuse.

    Whatever id it is given, it names no page that `user` may not edit or add below.
    """

    def __init__(self, *, user, **kwargs):
        super().__init__(**kwargs)
        self.user = user

    def get_instance(self, value):
        """The page with that id, or None."""
        pk = value.pk if isinstance(value, self.model_class) else str(value)
        if isinstance(pk, str) and not (pk.isdecimal() and len(pk) < 19):
            return None
        return editable_pages(self.user).filter(pk=pk).first()


class WebAddressField(forms.URLField):
    """The address of a web page: http or https.

    An address is stored as it is, so one with a CPR number is refused.
    """

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs):
        super().__init__(max_length=500, assume_scheme="https", **kwargs)

    def clean(self, value):
        address = super().clean(value)
        if mask_cpr_in_address(address) != address:
            raise forms.ValidationError(
                _(
                    "The address holds a number that looks like a CPR number, and would be stored. "
                    "Save the page, and import the file."
                )
            )
        return address


def check_allowed(check, page, user) -> None:
    """What a guard of `drafts` refuses, as an error of a form field."""
    try:
        check(page, user)
    except DraftError as exc:
        raise forms.ValidationError(str(exc)) from exc


def profile_label(name: str):
    """What librarians call a profile; one of the site itself has its name."""
    return PROFILE_LABELS.get(name, name)


def profile_choices():
    """The known profiles."""
    from ..reading.profiles.registry import profile_names

    return [(name, profile_label(name)) for name in profile_names()]


def question_page_models():
    """The page types that questions can be imported into."""
    names = ("FAQ_PAGE_MODEL", "STAFF_GUIDE_PAGE_MODEL")
    return [model for model in map(libfees_settings.page_model, names) if model is not None]
