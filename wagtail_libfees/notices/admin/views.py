"""The channels of a notice: to look at, to copy, to download, to mark."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from wagtail_libfees.models import LedgerEntry, ServiceNoticePageMixin

from .access import NoticeMixin
from .board import channel_label
from .campaigns import SaveCampaignView, is_available
from .mark_sent import MarkError, mark_sent, mark_taken_down
from .urls_of import channel_settings_url, channels_url


class ChannelsView(NoticeMixin, WagtailAdminTemplateMixin, TemplateView):
    """All chosen channels side by side, as they will look."""

    template_name = "wagtail_libfees/admin/notices/channels.html"
    page_title = gettext_lazy("Channels")
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        entries = LedgerEntry.objects.filter(page=self.page.pk).defer("text")
        return super().get_context_data(
            board=self.board,
            notice=self.page,
            ledger=[(channel_label(entry.channel), entry) for entry in entries],
            campaigns=is_available(),
            settings_url=channel_settings_url(self.board.site, self.request.user),
            **kwargs,
        )


class ChannelFileView(NoticeMixin, View):
    """A file of a channel, made of the latest draft."""

    def get(self, request, *args, **kwargs):
        """Send it; the picture is shown, the others are saved."""
        state = self.board.state(kwargs["channel"]) if self.board.is_writable else None
        made = state.rendered.file(kwargs["file"]) if state else None
        if made is None:
            raise Http404
        response = HttpResponse(made.make(), content_type=made.content_type)
        how = "inline" if made.name == state.rendered.picture else "attachment"
        name = f"{self.page.slug}-{made.filename}"
        response["Content-Disposition"] = f'{how}; filename="{ascii_name(name)}"'
        response["X-Content-Type-Options"] = "nosniff"
        add_never_cache_headers(response)
        return response


class MarkView(NoticeMixin, View):
    """Marks a channel as sent or as taken down."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Mark, say so, and go back to the channel."""
        channel = kwargs["channel"]
        try:
            text = self.mark(channel)
        except MarkError as exc:
            messages.error(request, str(exc))
        else:
            messages.success(request, text % {"channel": channel_label(channel)})
        return redirect(f"{channels_url(self.page)}#channel-{channel}")


class MarkSentView(MarkView):
    def mark(self, channel):
        """Write the ledger; returns the message."""
        mark_sent(self.page, channel, self.request.POST.get("seen", ""), self.request.user)
        return _("%(channel)s: marked as sent. The text is kept as it is now.")


class MarkTakenDownView(MarkView):
    """Closes what was sent."""

    def mark(self, channel):
        """Write the ledger; returns the message."""
        mark_taken_down(self.page, channel, self.request.user)
        return _("%(channel)s: marked as taken down.")


def ascii_name(name: str) -> str:
    """A name that every header can carry; slugs may have other letters."""
    return name.encode("ascii", "ignore").decode() or "file"


def notice_urls():
    base = "libfees/notices/<libfees_id:page_id>/channels/"
    channel = f"{base}<slug:channel>/"
    return [
        path(base, ChannelsView.as_view(), name="libfees_notice_channels"),
        path(f"{base}newsletter/campaign/", SaveCampaignView.as_view(), name="libfees_campaign"),
        path(f"{channel}sent/", MarkSentView.as_view(), name="libfees_channel_sent"),
        path(f"{channel}taken-down/", MarkTakenDownView.as_view(), name="libfees_channel_down"),
        path(f"{channel}file/<slug:file>/", ChannelFileView.as_view(), name="libfees_channel_file"),
    ]


def channels_button(page, user, next_url=None, view_name=None):
    """The button in the menus of a notice, in its header and in the page listing."""
    page = page.specific_deferred
    if not isinstance(page, ServiceNoticePageMixin):
        return
    if page.permissions_for_user(user).can_edit():
        yield Button(_("Channels"), channels_url(page), icon_name="mail", priority=12)
