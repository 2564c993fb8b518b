"""The form of the fee settings, and what it answers."""

from django.urls import reverse


def url_of(site):
    return reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings", site.pk])


def form(**fields):
    streams = ("payment_routes", "contact_points", "contact_channels", "notice_channels")
    return {f"{name}-count": 0 for name in streams} | fields


def errors(response):
    assert response.status_code == 200
    return response.context["form"].errors
