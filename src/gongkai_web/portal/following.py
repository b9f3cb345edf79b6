"""What public pages say besides items — names, columns, how to reach an office — begins another edition when it changes.

Items do so by their own services; here it is whatever is saved or deleted of these models, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import LeadingMember, Organ, OrganName, Particulars
from gongkai_web.portal.models import Theme
from gongkai_web.publishing.editions import next_edition
from gongkai_web.publishing.models import Column

ANYWHERE: tuple[type[Model], ...] = (Organ, OrganName, Column, Theme)
"""Names, shipped columns and themes stand on the pages of other organs too."""

OF_ITS_ORGAN: tuple[type[Model], ...] = (Particulars, LeadingMember)


def begin() -> None:
    for model in ANYWHERE:
        _follow(model, _changed)
    for model in OF_ITS_ORGAN:
        _follow(model, _changed_there)
    post_save.connect(_sealed, sender=StoredFile, dispatch_uid="edition.sealed")


def _follow(model: type[Model], changed: Callable[..., None]) -> None:
    post_save.connect(changed, sender=model, dispatch_uid=f"edition.{model.__name__}")
    post_delete.connect(changed, sender=model, dispatch_uid=f"edition.{model.__name__}")


def _changed(**_: Any) -> None:
    next_edition()


def _changed_there(*, instance: Particulars | LeadingMember, **_: Any) -> None:
    next_edition(instance.organ.code)


def _sealed(*, instance: StoredFile, created: bool, **_: Any) -> None:
    """A file that was sealed is no longer named either."""
    if instance.sealed and not created:
        next_edition()
