"""Who may use the tools of the fee settings: who may change the settings of that site."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import Site

from wagtail_libfees.models import FeeSettings


def sites_with_settings_for(user):
    """The sites whose fee settings `user` may change."""
    policy = FeeSettings.get_permission_policy()
    return policy.sites_user_has_permission_for(user, "change").order_by("hostname", "port")


def settings_url(site: Site) -> str:
    """Where the fee settings of `site` are edited."""
    return reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", site.pk])


class SiteSettingsMixin(WagtailAdminTemplateMixin):
    header_icon = "tag"

    def setup(self, request, *args, **kwargs):
        """Refuse before anything else happens."""
        super().setup(request, *args, **kwargs)
        self.site = get_object_or_404(Site, pk=kwargs["site_id"])
        policy = FeeSettings.get_permission_policy()
        if not policy.user_has_permission_for_instance(request.user, "change", self.site):
            raise PermissionDenied

    @cached_property
    def settings(self) -> FeeSettings:
        """The settings of the site, stored or not."""
        return FeeSettings.for_site(self.site)

    def get_page_subtitle(self):
        return str(self.site)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": settings_url(self.site), "label": _("Fee settings")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def typed_settings(self) -> FeeSettings:
        """The settings as typed, as far as they are valid; nothing is stored.

        Raises `BadRequest` for what no form of ours sends.
        """
        form_class = get_setting_edit_handler(FeeSettings).get_form_class()
        form = form_class(self.request.POST, instance=self.settings, for_user=self.request.user)
        try:
            form.is_valid()
        except (KeyError, ValueError) as exc:
            # A stream without its own count of blocks cannot be read.
            raise BadRequest("The form is not complete.") from exc
        return form.instance

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            site=self.site, settings_url=settings_url(self.site), **kwargs
        )
