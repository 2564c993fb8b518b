"""Danish for Wagtail's admin and wagtail-localize, until they have it themselves."""

DANISH = "wagtail_libfees.danish"
CORRECTIONS = "wagtail_libfees.danish.corrections"
