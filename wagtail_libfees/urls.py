"""The package's public addresses. Mount them once, for example at `libfees/`."""

from django.urls import path, re_path

from .fee_page.settings.open_data import settings_json, settings_schema
from .fee_page.views import fee_page_redirect
from .notices.feed_views import (
    notices_atom,
    notices_calendar,
    notices_json,
    notices_rss,
    notices_screen,
)
from .search.open_data import answers_json, answers_schema
from .search.views import answer_helped, question_search
from .views.calculator import answered_page, estimate_json
from .views.embed import embedded_calculator, embedded_rates
from .views.fees_text import fees_markdown, fees_text, llms_txt
from .views.open_data import rates_csv, rates_json, rates_schema
from .views.permanent_addresses import notice_address, question_address

app_name = "wagtail_libfees"

urlpatterns = [
    path("answers.json", answers_json, name="answers_json"),
    path("answers.schema.json", answers_schema, name="answers_schema"),
    path("estimate/<libfees_id:page_id>/", answered_page, name="estimate"),
    path("estimate/<libfees_id:page_id>.json", estimate_json, name="estimate_json"),
    path("embed/calculator/", embedded_calculator, name="embedded_calculator"),
    path("embed/rates/", embedded_rates, name="embedded_rates"),
    path("fee-page/", fee_page_redirect, name="fee_page"),
    path("fees.md", fees_markdown, name="fees_markdown"),
    path("fees.txt", fees_text, name="fees_text"),
    path("llms.txt", llms_txt, name="llms_txt"),
    # With or without a slash: they are typed.
    re_path(r"^n/(?P<key>[^/]+)/?\Z", notice_address, name="notice_address"),
    re_path(r"^q/(?P<key>[^/]+)/?\Z", question_address, name="question_address"),
    path("notices.atom", notices_atom, name="notices_atom"),
    path("notices.rss", notices_rss, name="notices_rss"),
    path("notices.json", notices_json, name="notices_json"),
    path("notices.ics", notices_calendar, name="notices_calendar"),
    path("screen.rss", notices_screen, name="notices_screen"),
    path("questions/helped/", answer_helped, name="answer_helped"),
    path("questions/", question_search, name="question_search"),
    path("rates.json", rates_json, name="rates_json"),
    path("rates.csv", rates_csv, name="rates_csv"),
    path("rates.schema.json", rates_schema, name="rates_schema"),
    path("settings.json", settings_json, name="settings_json"),
    path("settings.schema.json", settings_schema, name="settings_schema"),
]
