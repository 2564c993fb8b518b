"""Middleware for what Wagtail gives no hook for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from .caching import keep_until, noted_boundary
from .editorial.publishing import PublishRefusedError


class RefusedPublishingMiddleware:
    """Answers a refused publishing with its reasons and the editor, instead of an error page.

    The admin's form refuses first. Some of Wagtail's views publish without showing it, and have no
    hook before they do: the approval of the last task of a workflow is one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say why the page was not published; None for any other exception.

        What the view had written is rolled back where it was written in a transaction, as
        approvals are.
        """
        if not isinstance(exception, PublishRefusedError) or exception.page_id is None:
            return None
        for reason in exception.messages:
            messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", exception.page_id)


class NoticeBoundaryMiddleware:
    """Ends the lifetime of each page with a banner when a notice next begins or ends.

    It stands below `UpdateCacheMiddleware`, which then finds the lifetime cut.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and cut the lifetime of the answer."""
        response = self.get_response(request)
        keep_until(response, noted_boundary(request))
        return response
