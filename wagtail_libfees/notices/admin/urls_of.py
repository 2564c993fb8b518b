"""Addresses that lead to and from the channels of a notice."""

from django.urls import reverse


def channels_url(page) -> str:
    return reverse("libfees_notice_channels", args=[page.pk])


def channel_settings_url(site, user) -> str:
    """Where the channels are chosen; empty for who may not."""
    if site is None or not user.has_perm("wagtail_libfees.change_feesettings"):
        return ""
    return reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", site.pk])
