"""Keeps private pages restricted, the last version of each fee page, and permanent addresses."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    AbstractPage,
    GroupPagePermission,
    GroupSitePermission,
    Locale,
    PageViewRestriction,
    Site,
)
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from .change_signals import is_heard, send_later, tell_changes
from .drafts.standard_translation import register_standard_translation
from .fee_page.backups import keep_page, keep_pages_of, refresh_kept
from .models import (
    Branch,
    DeletedBranch,
    FeeSettings,
    OwnFact,
    PageReview,
    PermanentAddress,
    PrivatePageMixin,
    ServiceNoticePageMixin,
    TaksterPageMixin,
)
from .models.asked_again import drop_counts
from .models.faq import question_models
from .models.private_pages import staff_of
from .page_cache import outdate_texts
from .permanent_addresses import addressed_models, keep_addresses
from .roles import follow_translation
from .search.helped import forget_gone
from .signals import notice_published, rates_published
from .sites import below_sites

# Of a page with permanent addresses: the fields that a script may save alone.
SHOWN_FIELDS = {"live", "title", "body"}


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
    """A group that gets access to the admin may be staff by that."""
    if action == "post_add":
        for group in Group.objects.filter(pk__in=pk_set if reverse else [instance.pk]):
            _admit(group, PageViewRestriction.objects.all())


def admit_new_colleagues(instance, raw=False, **kwargs):
    """A group that gets a right on a page or for a site is staff of that library."""
    if raw:
        return
    if isinstance(instance, GroupSitePermission):
        below = below_sites(instance.site)
    else:
        below = Q(path__startswith=instance.page.path)
    page_model = PageViewRestriction._meta.get_field("page").related_model
    pages = page_model.objects.filter(below).values("pk")
    _admit(instance.group, PageViewRestriction.objects.filter(page__in=pages))


def _admit(group, restrictions) -> None:
    """Let `group` read the private pages whose staff it belongs to, as the other groups may.

    Not a page that an editor has narrowed to some of them.
    """
    to_groups = restrictions.filter(restriction_type=PageViewRestriction.GROUPS)
    for restriction in to_groups.exclude(groups=group):
        page = _private_page(restriction)
        staff = set(staff_of(page)) if page else set()
        if group in staff and staff - {group} <= set(restriction.groups.all()):
            restriction.groups.add(group)


def give_roles_in_new_language(source_obj=None, target_obj=None, **kwargs):
    """The front page of a site in a new language is for the roles of the site too."""
    if isinstance(target_obj, AbstractPage):
        follow_translation(source_obj, target_obj)


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


def keep_permanent_addresses(instance, raw=False, update_fields=None, **kwargs):
    """What goes live gets its permanent addresses, by whichever way; a saved draft does not."""
    is_draft = update_fields is not None and SHOWN_FIELDS.isdisjoint(update_fields)
    if instance.live and not raw and not is_draft:
        keep_addresses(instance)


def forget_counts(instance, raw=False, update_fields=None, **kwargs):
    """What is counted of a question goes with it: published without it, or with its page."""
    if not raw and (update_fields is None or not SHOWN_FIELDS.isdisjoint(update_fields)):
        drop_counts(instance)
        forget_gone(instance)


def drop_redirects_to_themselves(instance, **kwargs):
    """A page is back at an address that it had: the redirect from there would lead to itself.

    Nobody notices while the page is public; unpublished, it would send readers round for ever.
    """
    model = apps.get_model("wagtailredirects", "Redirect")
    found = model.objects.filter(
        automatically_created=True, redirect_page__path__startswith=instance.path
    )
    circular = [each.pk for each in found.select_related("redirect_page") if _is_circular(each)]
    model.objects.filter(pk__in=circular).delete()


def _is_circular(redirect) -> bool:
    """Whether a redirect leads to where it begins."""
    parts = redirect.redirect_page.get_url_parts()
    if redirect.redirect_page_route_path or parts is None or parts[2] is None:
        return False
    site_id, _root_url, path = parts
    is_there = redirect.site_id in (None, site_id)
    return is_there and redirect.old_path == redirect.normalise_path(path)


def tell_published(instance, **kwargs):
    """A page was published: its rates, or a notice, and what has changed at its site by that."""
    model = type(instance)
    if isinstance(instance, ServiceNoticePageMixin):
        send_later(notice_published, model, page=instance)
    elif isinstance(instance, TaksterPageMixin) and rates_published.has_listeners(model):
        is_home = instance.source_page.pk == instance.pk
        if is_home:
            send_later(rates_published, model, page=instance, card=instance.rate_card)
    tell_of_page(instance)


def tell_of_page(instance, **kwargs):
    """A page is otherwise than before: the site that it belongs to is compared."""
    if not is_heard():
        return
    if isinstance(instance.specific_deferred, ServiceNoticePageMixin | TaksterPageMixin):
        sites = Site.objects.filter(pk=(instance.get_url_parts() or [None])[0])
    else:
        chosen = FeeSettings.objects.filter(fee_page__path__startswith=instance.path)
        sites = Site.objects.filter(pk__in=chosen.values("site"))
    for site in sites.select_related("root_page__locale"):
        tell_changes(site)


def tell_of_settings(instance, raw=False, **kwargs):
    """Another page may be the fee page, or another address."""
    if not raw:
        tell_changes(instance.site)


def what_pages_are_made_of() -> tuple[type[Model], ...]:
    """The models whose rows are told on pages, or decide what is."""
    files = (get_image_model(), get_document_model())
    own = (FeeSettings, OwnFact, Branch, DeletedBranch, PageReview, PermanentAddress)
    return (AbstractPage, Site, Locale, PageViewRestriction, *files, *own)


def register_signal_handlers() -> None:
    """Connect the handlers; called once, when the app is ready."""
    if apps.is_installed("wagtail.contrib.redirects"):
        for signal, name in ((page_slug_changed, "slug"), (post_page_move, "move")):
            uid = f"libfees_circular_redirects_{name}"
            signal.connect(drop_redirects_to_themselves, dispatch_uid=uid)
    register_standard_translation()
    page_published.connect(keep_published_version, dispatch_uid="libfees_keep_published")
    post_save.connect(keep_chosen_version, sender=FeeSettings, dispatch_uid="libfees_keep_chosen")
    for model in apps.get_models():
        # By model: a receiver for all would keep Django from deleting anything in one query.
        if issubclass(model, TaksterPageMixin):
            pre_delete.connect(
                keep_last_version, sender=model, dispatch_uid=f"libfees_keep_{model._meta.label}"
            )
    for model in apps.get_models():
        if issubclass(model, what_pages_are_made_of()):
            for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
                uid = f"libfees_text_{name}_{model._meta.label}"
                signal.connect(outdate_texts, sender=model, dispatch_uid=uid)
    for signal, name in ((post_page_move, "move"), (page_slug_changed, "slug")):
        signal.connect(outdate_texts, dispatch_uid=f"libfees_text_{name}")
    _follow_questions()
    _tell_of_changes()
    _keep_private_pages_private()
    copy_for_translation_done.connect(
        give_roles_in_new_language, dispatch_uid="libfees_roles_in_new_language"
    )


def _follow_questions() -> None:
    for model in addressed_models():
        post_save.connect(
            keep_permanent_addresses,
            sender=model,
            dispatch_uid=f"libfees_address_{model._meta.label}",
        )
    for model in question_models():
        uid = f"libfees_counts_{model._meta.label}"
        post_save.connect(forget_counts, sender=model, dispatch_uid=uid)
        post_delete.connect(forget_counts, sender=model, dispatch_uid=uid)


def _tell_of_changes() -> None:
    """After what outdates the lists that are compared."""
    page_published.connect(tell_published, dispatch_uid="libfees_tell_published")
    for signal, name in (
        (page_unpublished, "unpublished"),
        (post_page_move, "move"),
        (page_slug_changed, "slug"),
    ):
        signal.connect(tell_of_page, dispatch_uid=f"libfees_tell_{name}")
    post_save.connect(tell_of_settings, sender=FeeSettings, dispatch_uid="libfees_tell_settings")


def _keep_private_pages_private() -> None:
    post_save.connect(restrict_private_page, dispatch_uid="libfees_restrict_private_page")
    post_save.connect(
        keep_to_groups, sender=PageViewRestriction, dispatch_uid="libfees_keep_to_groups"
    )
    for model in (GroupPagePermission, GroupSitePermission):
        post_save.connect(
            admit_new_colleagues, sender=model, dispatch_uid="libfees_admit_new_colleagues"
        )
    m2m_changed.connect(
        admit_new_staff,
        sender=Group.permissions.through,
        dispatch_uid="libfees_admit_new_staff",
    )
    post_delete.connect(
        restrict_again, sender=PageViewRestriction, dispatch_uid="libfees_restrict_again"
    )
