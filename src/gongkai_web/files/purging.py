"""Taking away what no row refers to: uploads that were never used, and contents whose rows are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from gongkai_web.audit.services import record
from gongkai_web.files import storage
from gongkai_web.files.models import FileText, StoredFile

GRACE = timedelta(days=1)
_LEAVING = "leaving-"


Using = Callable[[StoredFile], bool]
"""Says whether a file is used by something that no foreign key tells, such as a picture in a text."""

_using: list[Using] = []


def register(using: Using) -> Using:
    """Called from an app's `ready`; the same twice is once."""
    if using not in _using:
        _using.append(using)
    return using


@dataclass(frozen=True, slots=True)
class Purged:
    rows: int
    contents: int


def purge(*, now: datetime, grace: timedelta = GRACE) -> Purged:
    """What is younger than the grace may belong to a page that somebody is still filling in."""
    before = now - grace
    _put_back_left()
    left = [file for file in unused(before) if not any(using(file) for using in _using)]
    rows = sum(_drop_row(file) for file in left)
    contents = sum(_drop_content(path, before) for path in _unreferred())
    FileText.objects.exclude(Exists(StoredFile.objects.filter(sm3=OuterRef("sm3")))).delete()
    _drop_begun(before)
    return Purged(rows, contents)


def unused(before: datetime) -> QuerySet[StoredFile]:
    """Uploads of before that moment to which no row of any app refers by a key."""
    files = StoredFile.objects.filter(uploaded_at__lt=before)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.one_to_many or relation.one_to_one:
            referring = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            files = files.exclude(Exists(referring))
    return files.select_related("organ")


def _drop_row(file: StoredFile) -> bool:
    """Somebody may begin to refer to it in this very moment: then the database refuses, and it stays."""
    try:
        with transaction.atomic():
            record(key="file.purged", actor=None, organ=file.organ.code, target=f"file:{file.pk}", sm3=file.sm3)
            file.delete()
    except (IntegrityError, ProtectedError):
        return False
    return True


def _unreferred() -> Iterator[Path]:
    """Contents to which no row refers; one question to the database for each of 256 folders."""
    for part in sorted(storage.folder().glob("[0-9a-f][0-9a-f]")):
        rows = StoredFile.objects.filter(sm3__gte=part.name, sm3__lt=f"{part.name}g")
        known = set(rows.values_list("sm3", flat=True))
        yield from sorted(path for path in part.iterdir() if part.name + path.name not in known)


def _drop_content(path: Path, before: datetime) -> bool:
    """Set aside first, then looked at again: an upload of the same content in between has touched it, and gets it back."""
    digest = path.parent.name + path.name
    if _was_touched(path, before) or StoredFile.objects.filter(sm3=digest).exists():
        return False
    aside = _begun() / f"{_LEAVING}{digest}"
    try:
        path.replace(aside)
    except FileNotFoundError:
        return False
    if _was_touched(aside, before):
        _put_back(aside)
        return False
    aside.unlink(missing_ok=True)
    return True


def _put_back_left() -> None:
    """A purge that was killed in between has set a content aside."""
    for aside in _begun().glob(f"{_LEAVING}*"):
        _put_back(aside)


def _put_back(aside: Path) -> None:
    """Another purge, on another machine, may have done so already."""
    with suppress(FileNotFoundError):
        aside.replace(storage.path_of(aside.name.removeprefix(_LEAVING)))


def _drop_begun(before: datetime) -> None:
    """What a program that was killed has left half written."""
    for path in _begun().iterdir():
        if not _was_touched(path, before):
            with suppress(FileNotFoundError):
                path.unlink()


def _begun() -> Path:
    folder = storage.folder() / storage.BEGUN
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _was_touched(path: Path, before: datetime) -> bool:
    try:
        return path.stat().st_mtime >= before.timestamp()
    except FileNotFoundError:
        return True
