"""Buttons that end a live notice before its time, and the way back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from wagtail_libfees.admin.messages import with_post_button
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.models import ServiceNoticePageMixin

from ..ending import UndoError, end_now, steps_of, undo_ending, withdraw
from .access import NoticeMixin
from .branch_deletion import hindrance

ENDED = "wagtail_libfees.end_notice"
WITHDRAWN = "wagtail_libfees.withdraw_notice"
UNDONE = "wagtail_libfees.undo_ending"


class EndingMixin(NoticeMixin, WagtailAdminTemplateMixin):
    """A view that ends a notice in every language; a translation stands for its source."""

    header_icon = "time"

    @cached_property
    def source(self):
        return type(self.page).objects.get(pk=self.page.source_page.pk)

    @cached_property
    def pages(self):
        """The pages that the view publishes, the source first."""
        return [self.source]

    @cached_property
    def hindrances(self):
        """What the user may not publish, with the reason and whom to ask."""
        found = (hindrance(page, self.request.user) for page in self.pages)
        return [each for each in found if each]

    def is_possible(self) -> bool:
        return is_shown_now(self.source)

    def dispatch(self, request, *args, **kwargs):
        """For who may publish; back with the reason if the notice is over, locked or urgent."""
        for page in (self.page, self.source):
            if not page.permissions_for_user(request.user).can_publish():
                raise PermissionDenied
        if self.hindrances or not self.is_possible():
            for each in self.hindrances:
                text = _("“%(title)s”: %(reason)s") % {"title": each.title, "reason": each.reason}
                who = _("Ask %(person)s.") % {"person": each.person} if each.person else ""
                messages.error(request, f"{text} {who}".strip())
            if not self.hindrances:
                messages.info(request, _("No borrower sees the notice any more."))
            return redirect(self.back_url())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        translations = self.source.get_translations().live().select_related("locale")
        return super().get_context_data(
            notice=self.source,
            languages=[page.locale.get_display_name() for page in translations],
            back_url=self.back_url(),
            **kwargs,
        )

    def back_url(self) -> str:
        """Where the button was pressed, or the editor."""
        here = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return get_valid_next_url_from_request(self.request) or here

    def done(self, text: str, token: str, action: str):
        """Log it, say it with the button that undoes it, and go back."""
        log(instance=self.source, action=action, user=self.request.user)
        url = reverse("libfees_notice_undo", args=[self.source.pk, token])
        sentence = with_post_button(text, url, _("Undo"))
        messages.success(self.request, sentence)
        return redirect(self.back_url())


class EndNowView(EndingMixin, TemplateView):
    """Ends the notice at once; asks only who comes without the button's script."""

    template_name = "wagtail_libfees/admin/notices/end_now.html"
    page_title = gettext_lazy("End the notice now")

    def post(self, request, *args, **kwargs):
        token = end_now(self.source, request.user)
        text = _("“%(title)s” has ended. No borrower sees it in the banner any more.")
        return self.done(text % {"title": self.source.title}, token, ENDED)


class WordForm(forms.Form):
    """What readers are told of a withdrawn notice, in the language of `page`."""

    word = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data, *, page):
        super().__init__(data, prefix=f"libfees_{page.pk}", label_suffix="")
        self.page = page
        field = self.fields["word"]
        field.label = _("To readers (%(language)s)") % {"language": page.locale.get_display_name()}
        field.widget.attrs["lang"] = page.locale.language_code
        with override(page.locale.language_code):
            field.initial = _("What it said no longer holds.")


class WithdrawView(EndingMixin, TemplateView):
    """Ends the notice with a word to readers, in each language that it is read in."""

    template_name = "wagtail_libfees/admin/notices/withdraw.html"
    page_title = gettext_lazy("Withdraw the notice")
    header_icon = "no-view"

    @cached_property
    def pages(self):
        translations = self.source.get_translations().live().filter(alias_of=None)
        return [self.source, *translations.specific()]

    def is_possible(self) -> bool:
        return self.source.live and not self.source.is_over

    @cached_property
    def forms(self):
        data = self.request.POST if self.request.method == "POST" else None
        return [WordForm(data, page=page) for page in self.pages]

    def get_context_data(self, **kwargs):
        return super().get_context_data(forms=self.forms, **kwargs)

    def post(self, request, *args, **kwargs):
        valid = [form.is_valid() for form in self.forms]
        if not all(valid):
            return self.render_to_response(self.get_context_data())
        words = {form.page.pk: form.cleaned_data["word"] for form in self.forms}
        token = withdraw(self.source, words, request.user)
        text = _("“%(title)s” was withdrawn. Its page says so, with your word to readers.")
        return self.done(text % {"title": self.source.title}, token, WITHDRAWN)


class UndoEndingView(NoticeMixin, TemplateView):
    """Shows the notice again as it was before it was ended or withdrawn."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        model = type(self.page)
        back = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        try:
            ids = [step.page_id for step in steps_of(kwargs["token"])]
            for page in model.objects.filter(pk__in=ids):
                if hindrance(page, request.user):
                    raise PermissionDenied
            undo_ending(model, kwargs["token"], request.user)
        except UndoError:
            messages.error(request, _("The notice has been published since. Nothing was undone."))
        else:
            log(instance=self.page, action=UNDONE, user=request.user)
            messages.success(request, _("The notice is shown again as before."))
        return redirect(get_valid_next_url_from_request(request) or back)


def is_shown_now(notice) -> bool:
    """Whether borrowers see `notice`, a page as it is published, in the banner."""
    return notice.live and notice.is_active


def ending_urls():
    base = "libfees/notices/<libfees_id:page_id>/"
    return [
        path(f"{base}end/", EndNowView.as_view(), name="libfees_notice_end"),
        path(f"{base}withdraw/", WithdrawView.as_view(), name="libfees_notice_withdraw"),
        path(f"{base}undo/<str:token>/", UndoEndingView.as_view(), name="libfees_notice_undo"),
    ]


def ending_buttons(page, user, next_url=None, view_name=None):
    """“End now” and “Withdraw …” in the menus of a notice that borrowers see."""
    if not issubclass(page.cached_content_type.model_class() or object, ServiceNoticePageMixin):
        return
    notice = libfees_settings.page_model("NOTICE_PAGE_MODEL").objects.filter(pk=page.pk).first()
    if notice is None or not notice.live or not notice.permissions_for_user(user).can_publish():
        return
    # The page as it is published: the editor has its draft.
    source = type(notice).objects.get(pk=notice.source_page.pk)
    if not source.live or source.is_over or not source.permissions_for_user(user).can_publish():
        return
    if is_shown_now(source):
        url = reverse("libfees_notice_end", args=[source.pk])
        script = {
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": url,
        }
        yield Button(_("End now"), url, icon_name="time", attrs=script, priority=13)
    url = reverse("libfees_notice_withdraw", args=[source.pk])
    yield Button(_("Withdraw, with a word to readers"), url, icon_name="no-view", priority=14)


def ending_log_actions(actions):
    """The words of the history."""
    actions.register_action(
        ENDED, gettext_lazy("End the notice now"), gettext_lazy("Ended the notice")
    )
    actions.register_action(
        WITHDRAWN,
        gettext_lazy("Withdraw the notice"),
        gettext_lazy("Withdrew the notice, with a word to readers"),
    )
    actions.register_action(
        UNDONE,
        gettext_lazy("Show an ended notice again"),
        gettext_lazy("Showed the notice again as before it was ended"),
    )
