"""What day it is for a borrower: Copenhagen's, whatever time zone the site runs in."""

from datetime import date

from django.utils import timezone

from wagtail_libfees.rates import copenhagen_day


def today() -> date:
    """Today's date in Copenhagen."""
    return copenhagen_day(timezone.now())
