"""How the way of paying will read, from what is typed."""

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from ..payment_preview import payment_in_languages
from .access import SiteSettingsMixin


class PaymentPreviewView(SiteSettingsMixin, TemplateView):
    """A page for a window of its own; only the texts for the script."""

    http_method_names = ["post"]
    page_title = gettext_lazy("How it will read")

    def get_template_names(self):
        name = "preview_texts" if self.request.headers.get("X-Requested-With") else "preview"
        return [f"wagtail_libfees/admin/settings/{name}.html"]

    def post(self, request, *args, **kwargs):
        """Reads what is typed and stores nothing."""
        texts = payment_in_languages(self.typed_settings())
        return self.render_to_response(self.get_context_data(texts=texts))
