"""Keeps private pages restricted, and the last version of each fee page."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import AbstractPage, PageViewRestriction
from wagtail.signals import page_published

from .models import FeeSettings, PrivatePageMixin, TaksterPageMixin
from .models.fee_page_keeping import keep_page, keep_pages_of, refresh_kept
from .models.private import staff_groups


def restrict_private_page(instance, raw=False, **kwargs):
    """Every save of a private page makes sure that it is restricted."""
    if isinstance(instance, PrivatePageMixin) and isinstance(instance, AbstractPage) and not raw:
        instance.ensure_restricted()


def restrict_again(instance, origin=None, **kwargs):
    """Taking the restriction away ("public" in the privacy dialog) puts it back."""
    deleted = getattr(origin, "model", type(origin))
    if origin is not None and not issubclass(deleted, PageViewRestriction):
        # The page itself is being deleted, and parts of it are gone already.
        return
    page = _private_page(instance)
    if page is not None:
        page.ensure_restricted()


def keep_to_groups(instance, created=False, raw=False, **kwargs):
    """A restriction that lets in everyone with a login becomes one to groups.

    Copying a page brings its restriction to a copy that has one already: the later one counts.
    """
    page = None if raw else _private_page(instance)
    if page is None:
        return
    if instance.restriction_type != PageViewRestriction.GROUPS:
        page.ensure_restricted()
    elif created:
        PageViewRestriction.objects.filter(page_id=page.pk).exclude(pk=instance.pk).delete()


def admit_new_staff(instance, action, reverse, pk_set, **kwargs):
    """A group that gets access to the admin may read private pages, as the other groups may.

    Not a page that an editor has narrowed to some of them.
    """
    if action != "post_add":
        return
    changed = Group.objects.filter(pk__in=pk_set if reverse else [instance.pk])
    for group in staff_groups().filter(pk__in=changed):
        others = set(staff_groups().exclude(pk=group.pk))
        for restriction in PageViewRestriction.objects.filter(
            restriction_type=PageViewRestriction.GROUPS
        ):
            if others <= set(restriction.groups.all()) and _private_page(restriction):
                restriction.groups.add(group)


def _private_page(restriction):
    """The private page that a restriction is on; None for any other page."""
    page_model = PageViewRestriction._meta.get_field("page").related_model
    page = page_model.objects.filter(pk=restriction.page_id).first()
    return page.specific if page and isinstance(page.specific, PrivatePageMixin) else None


def keep_published_version(instance, **kwargs):
    """A page that is published is kept for each site that it matters to."""
    keep_page(instance)


def keep_last_version(instance, **kwargs):
    """What a script has changed since a fee page was published is kept before the page goes."""
    refresh_kept(instance)


def keep_chosen_version(instance, raw=False, **kwargs):
    """A page that becomes the fee page of a site was perhaps published long before."""
    if not raw:
        keep_pages_of(instance)


def register_signal_handlers() -> None:
    """Connect the handlers; called once, when the app is ready."""
    page_published.connect(keep_published_version, dispatch_uid="libfees_keep_published")
    post_save.connect(keep_chosen_version, sender=FeeSettings, dispatch_uid="libfees_keep_chosen")
    for model in apps.get_models():
        # By model: a receiver for all would keep Django from deleting anything in one query.
        if issubclass(model, TaksterPageMixin):
            pre_delete.connect(
                keep_last_version, sender=model, dispatch_uid=f"libfees_keep_{model._meta.label}"
            )
    post_save.connect(restrict_private_page, dispatch_uid="libfees_restrict_private_page")
    post_save.connect(
        keep_to_groups, sender=PageViewRestriction, dispatch_uid="libfees_keep_to_groups"
    )
    m2m_changed.connect(
        admit_new_staff,
        sender=Group.permissions.through,
        dispatch_uid="libfees_admit_new_staff",
    )
    post_delete.connect(
        restrict_again, sender=PageViewRestriction, dispatch_uid="libfees_restrict_again"
    )
