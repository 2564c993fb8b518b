"""What the editor's scripts say of drafts that are saved by themselves, and of ended sessions."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wagtail_libfees.blocks.table_texts import logged_out_texts


def session_box():
    """The words of admin/session.js and admin/autosave.js, and where they ask."""
    unsaved = _("This field is not saved yet; the rest of the draft is.")
    context = {"session": logged_out_texts(), "unsaved": unsaved}
    return render_to_string("wagtail_libfees/admin/asks_session.html", context)
