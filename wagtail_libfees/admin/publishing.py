"""The guard on publishing, where the admin publishes without showing the form."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..editorial.concerns import concerns
from ..editorial.publishing import publishing_errors
from ..editorial.registry import findings
from ..models import LibfeesPageMixin

# More than these would bury the message that the page was published; the editor has them all.
MOST_WARNINGS = 3


def refuse_bulk_publish(request, action_type, objects, action):
    """Stop a bulk publish that holds a page with publishing errors, and name those pages."""
    if action_type != "publish" or request.method != "POST":
        return None
    found = [(page, page.get_refusals(request.user)) for page in _to_publish(objects, request)]
    refused = [(page, errors) for page, errors in found if errors]
    if not refused:
        return None
    for page, errors in refused:
        messages.error(
            request,
            _("“%(page)s” was not published: %(reason)s")
            % {"page": page.title, "reason": errors[0].message},
        )
    return redirect("wagtailadmin_explore", refused[0][0].get_parent().pk)


def refuse_faulty_copies(request, page):
    """Stop a copy that is to be published, before any page of it is made."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    copied = page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else [page]
    live = [found.specific for found in copied if found.live]
    refused = [
        (found, errors)
        for found in live
        if isinstance(found, LibfeesPageMixin) and (errors := publishing_errors(found))
    ]
    for found, errors in refused:
        messages.error(
            request,
            _("“%(page)s” cannot be copied and published: %(reason)s")
            % {"page": found.title, "reason": errors[0].message},
        )
    return redirect("wagtailadmin_pages:copy", page.pk) if refused else None


def warn_of_findings(request, page):
    """After publishing, say what is let through but worth a look."""
    if not isinstance(page, LibfeesPageMixin):
        return
    warnings = concerns(finding for finding in findings(page) if not finding.is_error)
    for concern in warnings[:MOST_WARNINGS]:
        messages.warning(request, concern.finding.message)


def _to_publish(objects, request):
    """The latest draft of each page of ours that the action would publish."""
    pages = [page.specific for page in objects]
    if request.POST.get("include_descendants"):
        pages += [p for page in objects for p in page.get_descendants().not_live().specific()]
    return [
        page.get_latest_revision_as_object() for page in pages if isinstance(page, LibfeesPageMixin)
    ]
