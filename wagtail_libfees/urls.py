"""The package's public addresses. Mount them once, for example at `libfees/`."""

from django.urls import path

from .views.calculator import estimate_fragment, estimate_json
from .views.fee_page import fee_page_redirect

app_name = "wagtail_libfees"

urlpatterns = [
    path("estimate/<int:page_id>/", estimate_fragment, name="estimate"),
    path("estimate/<int:page_id>.json", estimate_json, name="estimate_json"),
    path("fee-page/", fee_page_redirect, name="fee_page"),
]
