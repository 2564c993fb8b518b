"""Whom staff refer a borrower to, matter by matter, and what they say on the telephone."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import FactTermBlock, FieldsBlock, LinkBlock, TermBlock, without_half_typed
from .contact import PhoneBlock, validate_phone
from .contact_points import matter_choices


class ReferralCaseBlock(FieldsBlock):
    """One matter: who answers it, how, what to have ready, and the words to say.

    Who answers has one home: where `point` names a matter of the fee settings, and nothing is
    written here, name, telephone, form and hours are those of the settings.
    """

    matter = FactTermBlock(
        required=True,
        label=_("If it is about"),
        help_text=_("For example: the payment itself."),
    )
    point = blocks.ChoiceBlock(
        choices=matter_choices,
        required=False,
        label=_("Contact point of the fee settings"),
        help_text=_("Who answers is taken from there. What you write below takes its place."),
    )
    name = TermBlock(label=_("Who answers"), help_text=_("The name or the department."))
    phone = PhoneBlock(label=_("Phone"), max_length=24, validators=[validate_phone])
    url = LinkBlock(
        required=False,
        default="",
        label=_("Form"),
        validators=[URLValidator(schemes=["http", "https"])],
    )
    hours = TermBlock(label=_("Opening hours"))
    ready = FactTermBlock(
        label=_("What to have ready"),
        max_length=500,
        help_text=_("For example: the number of the bill."),
    )
    say = FactTermBlock(label=_("The words to say"), max_length=1000)

    class Meta:
        icon = "user"
        label = _("Matter")
        label_format = "{matter}"
        form_classname = "struct-block libfees-form"
        form_layout = ["matter", "point", "name", "phone", "url", "hours", "ready", "say"]


class ReferralBlock(FieldsBlock):
    """The steps of a referral: if it is about this, then that office."""

    heading = FactTermBlock(label=_("Heading"))
    cases = blocks.ListBlock(ReferralCaseBlock(), default=[], min_num=1, label=_("Matters"))

    class Meta:
        icon = "redirect"
        label = _("Referral")
        label_format = "{heading}"
        description = _("Whom to refer a borrower to, matter by matter, and what to say.")
        template = "wagtail_libfees/blocks/referral.html"
        preview_template = "wagtail_libfees/blocks/preview.html"
        form_layout = ["heading", "cases"]

    def get_context(self, value, parent_context=None):
        """What the template shows: of a draft no number or address that is none."""
        return super().get_context(without_half_typed(value), parent_context)

    def get_preview_value(self):
        cases = [
            {"matter": _("the payment itself"), "name": _("Finance"), "phone": "12 34 56 78"},
            {"matter": _("the reason for the bill"), "name": _("The library")},
        ]
        return self.normalize({"heading": _("Questions about a bill"), "cases": cases})
