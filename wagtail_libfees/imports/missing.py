"""Pages and users that were deleted while the app was left out are forgotten when it is back."""

from django.apps import apps as installed_apps
from django.db import models, router

_APP = "libfees_imports"


def forget_missing(using: str, apps=installed_apps, **kwargs) -> None:
    """Do what deleting a page or a user would have done to the rows that name it.

    Called after `migrate`, with the state of the models that it leads to.
    """
    for model in apps.get_models():
        if model._meta.app_label == _APP and router.allow_migrate_model(using, model):
            for field in model._meta.local_fields:
                if isinstance(field, models.ForeignKey) and not field.db_constraint:
                    _forget(model._base_manager.using(using), field)


def _forget(rows: models.QuerySet, field: models.ForeignKey) -> None:
    """Empty the key of the rows whose object is gone; a row that needs it goes too."""
    there = field.related_model._base_manager.using(rows.db).filter(
        pk=models.OuterRef(field.attname)
    )
    dangling = rows.filter(~models.Exists(there), **{f"{field.name}__isnull": False})
    if field.null:
        dangling.update(**{field.name: None})
    else:
        dangling.delete()
