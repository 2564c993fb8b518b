"""One button to try the demo as somebody."""

from django.contrib.auth import get_user_model, login
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST
from wagtail.models import Page

from .users import USERS, login_allowed


@require_POST
@csrf_protect
def log_in_as(request, username):
    """Log in one of the demo's users, and lead to where there is something to try.

    A 404 outside the demo, whatever the URLconf says, and for every other user.
    """
    chosen = next((user for user in USERS if user.username == username), None)
    if chosen is None or not login_allowed():
        raise Http404
    user = get_user_model().objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    page = Page.objects.live().filter(slug=chosen.start).first()
    return redirect((page and page.get_url(request)) or "/admin/")
