"""Middleware of the example site."""

from django.urls import reverse

POLICY = "default-src 'self'; frame-ancestors 'self'; object-src 'none'; base-uri 'self'"


class ContentSecurityPolicyMiddleware:
    """Sends a strict policy with every public page; Wagtail's admin needs one of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Add the header to the response unless it is the admin's."""
        response = self.get_response(request)
        if not request.path.startswith((reverse("wagtailadmin_home"), reverse("admin:index"))):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
