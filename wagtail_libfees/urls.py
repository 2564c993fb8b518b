"""The package's public addresses. Mount them once, for example at `libfees/`."""

from django.urls import path

from .views.fee_page import fee_page_redirect

app_name = "wagtail_libfees"

urlpatterns = [
    path("fee-page/", fee_page_redirect, name="fee_page"),
]
