"""Keeps the view restriction of private pages in place."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import AbstractPage, PageViewRestriction

from .models import PrivatePageMixin


def restrict_private_page(instance, raw=False, **kwargs):
    """Every save of a private page makes sure that it is restricted."""
    if isinstance(instance, PrivatePageMixin) and isinstance(instance, AbstractPage) and not raw:
        instance.ensure_restricted()


def restrict_again(instance, origin=None, **kwargs):
    """Taking the restriction away ("public" in the privacy dialog) puts the login one back."""
    deleted = getattr(origin, "model", type(origin))
    if origin is not None and not issubclass(deleted, PageViewRestriction):
        # The page itself is being deleted, and parts of it are gone already.
        return
    page_model = PageViewRestriction._meta.get_field("page").related_model
    page = page_model.objects.filter(pk=instance.page_id).first()
    if page is not None and isinstance(page.specific, PrivatePageMixin):
        page.specific.ensure_restricted()


def register_signal_handlers() -> None:
    """Connect the handlers; called once, when the app is ready."""
    post_save.connect(restrict_private_page, dispatch_uid="libfees_restrict_private_page")
    post_delete.connect(
        restrict_again, sender=PageViewRestriction, dispatch_uid="libfees_restrict_again"
    )
