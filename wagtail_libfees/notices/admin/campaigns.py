"""The newsletter as a campaign of `wagtail-newsletter`, where that app is installed.

Its page mixin is not used: it would put a foreign key of another app on every notice. What it
offers besides is a campaign backend that saves a subject and a body. Recipients, test mails and
sending stay where they are: with the mail service.
"""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log

from .access import NoticeMixin
from .mark_sent import MarkError
from .urls_of import channels_url

APP = "wagtail_newsletter"
CHANNEL = "newsletter"
ACTION = "wagtail_libfees.campaign_saved"


def is_available() -> bool:
    return apps.is_installed(APP)


def save_campaign(state, user) -> str:
    """Save what the newsletter says as a new campaign without recipients; returns its address.

    The address is empty if the mail service tells none. Raises `MarkError` if it refuses.
    """
    from wagtail_newsletter import campaign_backends

    made = state.rendered.file("html")
    try:
        backend = campaign_backends.get_backend()
        campaign_id = backend.save_campaign(
            recipients=None,
            subject=state.rendered.subject,
            html=made.make().decode(),
            from_name=_setting("FROM_NAME"),
            reply_to=_setting("REPLY_TO"),
        )
        campaign = backend.get_campaign(campaign_id)
    except campaign_backends.CampaignBackendError as exc:
        raise MarkError(_("The newsletter service refused: %(reason)s") % {"reason": exc}) from exc
    log(state.board.page, ACTION, user=user, data={"campaign": campaign_id})
    return campaign.url if campaign else ""


def _setting(name: str) -> str:
    """A setting of wagtail-newsletter that it asks of every site."""
    value = getattr(settings, f"WAGTAIL_NEWSLETTER_{name}", None)
    if value is None:
        raise ImproperlyConfigured(f"WAGTAIL_NEWSLETTER_{name} is not set")
    return value


class SaveCampaignView(NoticeMixin, View):
    """Saves the newsletter as a campaign. Sends nothing."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Save, and say where it is."""
        state = self.board.state(CHANNEL) if is_available() and self.board.is_writable else None
        try:
            if state is None or state.rendered.file("html") is None:
                raise MarkError(_("There is no newsletter service here."))
            address = save_campaign(state, request.user)
        except MarkError as exc:
            messages.error(request, str(exc))
        else:
            self._say(request, address)
        return redirect(f"{channels_url(self.page)}#channel-{CHANNEL}")

    def _say(self, request, address):
        text = _("Saved as a campaign. Choose the recipients and send it there; then mark it here.")
        open_it = [messages.button(address, _("Open the campaign"), new_window=True)]
        messages.success(request, text, buttons=open_it if address else None)


def campaign_log_actions(actions):
    @actions.register_action(ACTION)
    class CampaignFormatter(LogFormatter):
        @property
        def label(self):
            return _("Save newsletter as campaign")

        @property
        def message(self):
            return _("Newsletter saved as a campaign")
