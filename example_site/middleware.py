"""Middleware of the example site."""

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.views.defaults import page_not_found

POLICY = "default-src 'self'; frame-ancestors 'self'; object-src 'none'; base-uri 'self'"


class ContentSecurityPolicyMiddleware:
    """Sends a strict policy with every public page; Wagtail's admin needs one of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add the header to the response unless it is the admin's."""
        response = self.get_response(request)
        if not request.path.startswith(tuple(_admins())):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


def _admins():
    """The addresses of the admins that the site has: not each has Django's own."""
    for name in ("wagtailadmin_home", "admin:index"):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


class OwnNotFoundMiddleware:
    """Shows the site's own 404 in the demo, where Django would show its page for developers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Nothing but what comes after."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer as a site without DEBUG does; other errors are still Django's to show."""
        return page_not_found(request, exception) if isinstance(exception, Http404) else None
