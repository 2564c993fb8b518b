"""The package's public addresses. Mount them once, for example at `libfees/`."""

from django.urls import path

from .views.calculator import estimate_fragment, estimate_json
from .views.fee_page import fee_page_redirect
from .views.open_data import rates_csv, rates_json, rates_schema
from .views.settings_json import settings_json, settings_schema

app_name = "wagtail_libfees"

urlpatterns = [
    path("estimate/<int:page_id>/", estimate_fragment, name="estimate"),
    path("estimate/<int:page_id>.json", estimate_json, name="estimate_json"),
    path("fee-page/", fee_page_redirect, name="fee_page"),
    path("rates.json", rates_json, name="rates_json"),
    path("rates.csv", rates_csv, name="rates_csv"),
    path("rates.schema.json", rates_schema, name="rates_schema"),
    path("settings.json", settings_json, name="settings_json"),
    path("settings.schema.json", settings_schema, name="settings_schema"),
]
