"""What each step of the guided start asks."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BlockField

from ...blocks.contact import validate_phone
from ...blocks.payment_routes import route_kind_choices
from ...blocks.rate_stream import TaksterStreamBlock
from ...drafts.library_facts import LibraryFact
from ...drafts.start import TEXT, StartStep, part_mark, proposed, step_named, step_of_block
from ...models import FeeSettings

LONGEST = 100
LONGEST_PHONE = 24


@cache
def blocks_of(model, step_key: str) -> TaksterStreamBlock:
    """The blocks of a step, which clean half-typed values.

    Copies, since Wagtail switches the validation of a block off and on for each form.
    """
    step = step_named(step_key)
    every = model._meta.get_field("body").stream_block.child_blocks
    found = [(n, deepcopy(block)) for n, block in every.items() if step_of_block(n) is step]
    block = TaksterStreamBlock(found, required=False)
    block.defer_required_validation()
    return block


class BlocksForm(forms.Form):
    """The blocks of a step in Wagtail's own form of them, and the texts beside them."""

    base = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data, *, draft, step: StartStep):
        block = blocks_of(type(draft), step.key)
        initial: dict[str, Any] = {
            "base": part_mark(draft, step),
            "title": draft.title,
            "intro": draft.intro,
            "body": block.to_python(proposed(draft, step)),
        }
        super().__init__(data, initial=initial)
        if step is TEXT:
            self.fields["title"] = forms.CharField(
                label=_("Title"), max_length=255, help_text=_("As it stands in menus.")
            )
            self.fields["intro"] = draft._meta.get_field("intro").formfield()
        self.fields["body"] = BlockField(block=block, required=False, label="")

    def begin_anew(self, draft, step: StartStep) -> None:
        """Keep what is typed, and let it be saved over what somebody else has saved."""
        self.data = self.data.copy()
        self.data["base"] = part_mark(draft, step)

    @property
    def part(self):
        """The blocks as they are stored."""
        return self.fields["body"].block.get_prep_value(self.cleaned_data["body"])

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title", "intro") if name in self.fields}


class FactsForm(forms.Form):
    """A field for each fact that the user may state."""

    def __init__(self, data, *, facts: list[LibraryFact], settings: FeeSettings | None):
        """`settings` are those of the site, if the user may change them."""
        super().__init__(data)
        self.new_to_settings = [f.fact.name for f in facts if settings and not f.in_settings]
        if settings is not None and not settings.payment_routes:
            self.fields["payment_kind"] = forms.ChoiceField(
                choices=[("", gettext_lazy("Not stated")), *route_kind_choices()],
                required=False,
                label=gettext_lazy("How a bill is paid"),
            )
        for fact in facts:
            self.fields[fact.fact.name] = _field(fact)
        if settings is not None and "portal" in self.fields:
            self.fields["portal_url"] = forms.CharField(
                required=False,
                max_length=500,
                initial=settings.portal_url,
                label=gettext_lazy("Address of the payment portal"),
            )

    @property
    def changed(self) -> dict[str, str]:
        """What is to be stated: what is other than before, or is not in the settings yet."""
        said = self.cleaned_data
        new = [name for name in self.new_to_settings if said[name]]
        return {name: said[name] for name in dict.fromkeys([*self.changed_data, *new])}


def _field(fact: LibraryFact) -> forms.Field:
    name, is_phone = fact.fact.name, fact.fact.name.startswith("phone_")
    options = {
        "label": fact.fact.label,
        "initial": fact.value,
        # What the settings state is not taken away here.
        "required": fact.in_settings,
    }
    if name.startswith("email_"):
        return forms.EmailField(**options)
    return forms.CharField(
        max_length=LONGEST_PHONE if is_phone else LONGEST,
        validators=[validate_phone] if is_phone else [],
        **options,
    )
