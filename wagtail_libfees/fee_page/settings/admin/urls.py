"""The addresses of the tools, below `libfees/settings/<site>/` in the admin."""

from django.urls import path

from .copying import CopyView
from .history import HistoryView
from .links import LinksView
from .preview import PaymentPreviewView

TOOLS = {
    "preview": PaymentPreviewView,
    "links": LinksView,
    "copy": CopyView,
    "history": HistoryView,
}


def settings_urls():
    return [
        path(
            f"libfees/settings/<libfees_id:site_id>/{name}/",
            view.as_view(),
            name=f"libfees_settings_{name}",
        )
        for name, view in TOOLS.items()
    ]
