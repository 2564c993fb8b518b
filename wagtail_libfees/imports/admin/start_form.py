"""The form of the first step: what is imported, how it is read, and the one place it goes to."""

import json

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.permissions import check_may_add, check_may_edit, editable_pages
from wagtail_libfees.models import PaymentFAQPageMixin, StaffGuidePageMixin, TaksterPageMixin

from ..models import FEES
from ..reading.profiles.registry import AUTO
from .fields import (
    PageChooser,
    WebAddressField,
    check_allowed,
    profile_choices,
    question_page_models,
)

QUESTIONS = "questions"
# Where it goes, if not to one of the pages that are named.
OTHER, NEW = "other", "new"
# So many pages of each type are named; a library has one or two.
MOST = 5


def target_models():
    """The page types that can be imported into."""
    fees = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    return [*question_page_models(), *([fees] if fees is not None else [])]


class StartForm(forms.Form):
    """One source, what is read from it, and one place to go to."""

    what = forms.ChoiceField(
        choices=[
            (QUESTIONS, gettext_lazy("Questions and answers")),
            (FEES, gettext_lazy("Fee rates")),
        ],
        initial=QUESTIONS,
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("What to read from it"),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("A file"),
        help_text=gettext_lazy(
            "A saved web page or message (.eml), Word (.docx), Excel (.xlsx), .ods, CSV, PDF, "
            "text, Markdown, or a JSON export from here."
        ),
    )
    attachment = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("An attachment of the message"),
        help_text=gettext_lazy(
            "For a saved message: the name of the attachment to import instead of its text. A "
            "preview of the message lists them."
        ),
    )
    url = WebAddressField(
        required=False,
        label=gettext_lazy("Or the address of a page"),
        help_text=gettext_lazy("It begins with https://. The page must be open to everyone."),
    )
    text = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=gettext_lazy("Or text that you paste"),
    )
    name = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("A name for the pasted text"),
        help_text=gettext_lazy(
            "Use the same name when you paste a newer version: then the importer knows what has "
            "changed since."
        ),
    )
    profile = forms.ChoiceField(
        choices=profile_choices,
        initial=AUTO,
        label=gettext_lazy("How to read it"),
        help_text=gettext_lazy("For questions only. You will see which way was chosen, and why."),
    )
    where = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("The page"),
        help_text=gettext_lazy(
            "It becomes a draft of that page. Questions for the others go to the page for them "
            "that the site has, or to a new one."
        ),
    )
    page = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("The other page")
    )
    parent = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("The new page stands below"),
        help_text=gettext_lazy(
            "A page that an earlier import of the same source made there is used again."
        ),
    )

    SOURCES = ("file", "url", "text")

    def __init__(self, *args, user, site=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for name, widget in (
            ("page", PageChooser(user=user, target_models=target_models())),
            ("parent", PageChooser(user=user)),
        ):
            field = self.fields[name]
            # A page of another library is no choice, and is not named either.
            field.queryset = editable_pages(user)
            field.widget = widget
            widget.is_required = False
        self._offer(self._targets(site))

    def _targets(self, site) -> list:
        """The pages to import into: the one that was asked for, then those of the site."""
        asked = self.initial.get("page")
        found = list(editable_pages(self.user).filter(pk=asked).specific()) if asked else []
        found = [page for page in found if isinstance(page, tuple(target_models()))]
        here = Case(When(path__startswith=site.root_page.path, then=0), default=1) if site else "pk"
        for model in target_models():
            pages = model.objects.filter(
                pk__in=editable_pages(self.user).values("pk"),
                alias_of=None,
                locale=Locale.get_default(),
            )
            found += pages.order_by(here, "-live", "pk")[:MOST]
        return list(dict.fromkeys(found))

    def _offer(self, targets) -> None:
        field = self.fields["where"]
        field.choices = [
            *((str(page.pk), _target_label(page)) for page in targets),
            (OTHER, _("Another page …")),
            (NEW, _("A new page")),
        ]
        takes = {
            str(page.pk): FEES if isinstance(page, TaksterPageMixin) else QUESTIONS
            for page in targets
        }
        # For the script: the pages that do not take what is read are hidden.
        self.takes = json.dumps(takes)
        what = self.initial.get("what", QUESTIONS)
        fitting = [value for value, kind in takes.items() if kind == what]
        self.initial["where"] = fitting[0] if fitting else NEW

    def clean_file(self):
        """A file within the limit."""
        file, limit = self.cleaned_data["file"], libfees_settings.IMPORT_MAX_BYTES
        if file and file.size > limit:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s KiB; split it."),
                params={"limit": limit // 1024},
            )
        return file

    def clean_page(self):
        """A page of the right type that the user may edit, named or chosen."""
        where = self.cleaned_data.get("where")
        if where == NEW:
            return None
        page = self.cleaned_data["page"]
        if where and where != OTHER:
            page = editable_pages(self.user).filter(pk=where).first()
        page = page and page.specific
        if page and self.cleaned_data.get("what") == FEES:
            if not isinstance(page, TaksterPageMixin):
                raise forms.ValidationError(_("Choose a fee page."))
        elif page and not isinstance(page, (PaymentFAQPageMixin, StaffGuidePageMixin)):
            raise forms.ValidationError(_("Choose a payment FAQ or a staff guide."))
        if page:
            check_allowed(check_may_edit, page, self.user)
        return page

    def clean_parent(self):
        """A page that the user may add below."""
        if self.cleaned_data.get("where") not in ("", NEW):
            return None
        parent = self.cleaned_data["parent"] and self.cleaned_data["parent"].specific
        if parent and parent.is_root():
            raise forms.ValidationError(
                _("Pages at the root of the tree are on no site; choose a page of your site.")
            )
        if parent:
            check_allowed(check_may_add, parent, self.user)
        return parent

    def clean(self):
        """Exactly one source, and exactly one place."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if sum(bool(cleaned.get(name)) for name in self.SOURCES) != 1:
            raise forms.ValidationError(_("Give one source: a file, an address, or pasted text."))
        if bool(cleaned.get("page")) == bool(cleaned.get("parent")):
            self.add_error("where", _("Say where it goes: choose the page, or a new one."))
        return cleaned


def _target_label(page) -> str:
    return _("%(page)s, below “%(parent)s”") % {
        "page": page.get_admin_display_title(),
        "parent": page.get_parent().get_admin_display_title(),
    }
