"""Taking files in, sealing them, and handing out what they hold."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.audit.services import record
from gongkai_web.files import storage
from gongkai_web.files.digests import sm3
from gongkai_web.files.errors import FileError
from gongkai_web.files.models import StoredFile
from gongkai_web.files.names import safe_name
from gongkai_web.files.recognition import fitting_name, recognised
from gongkai_web.files.rules import may_store
from gongkai_web.organs.models import Organ, Person


def store(
    *, by: Person | None, organ: Organ, name: str, content: bytes, sealed: bool = False, now: datetime | None = None
) -> StoredFile:
    """Keep one upload; `by` None is the platform itself. Raises FileError, and then nothing of it is kept.

    The name is not in the log: names of files name people.
    """
    at = now or timezone.now()
    shown = safe_name(name)
    if by and not may_store(by, organ, timezone.localdate(at)):
        raise FileError(
            _("您不在这个机构任职，不能上传文件"), _("请从您任职的机构进入后再上传"), shown, "FILE_NOT_YOURS"
        )
    _refuse_size(len(content), shown)
    kind = recognised(content, shown)
    shown, digest = fitting_name(shown, kind), sm3(content)
    _write(digest, content, shown)
    with transaction.atomic():
        file = StoredFile.objects.create(
            organ=organ,
            sm3=digest,
            name=shown,
            kind=kind.code,
            size=len(content),
            sealed=sealed,
            uploaded_by=by,
            uploaded_at=at,
        )
        record(
            key="file.stored",
            actor=by,
            organ=organ.code,
            target=f"file:{file.pk}",
            sm3=digest,
            kind=kind.code,
            size=len(content),
            sealed=sealed,
        )
    return file


@transaction.atomic
def seal(*, by: Person, file: StoredFile, now: datetime | None = None) -> None:
    """From now on only for those who work for its organ, also when what it belongs to is published. There is no unsealing."""
    if not may_store(by, file.organ, timezone.localdate(now or timezone.now())):
        raise FileError(_("您不在这个机构任职，不能封存文件"), _("请由本机构的人员办理"), file.name, "FILE_NOT_YOURS")
    if file.sealed:
        return
    file.sealed = True
    file.save(update_fields=["sealed"])
    record(key="file.sealed", actor=by, organ=file.organ.code, target=f"file:{file.pk}")


def content(file: StoredFile) -> bytes:
    """What was handed in, byte by byte. Raises FileError where the disk no longer has it, or has something else."""
    try:
        return storage.read(file.sm3)
    except FileError as error:
        error.where = file.name
        raise


def _refuse_size(size: int, name: str) -> None:
    if size > settings.MAX_FILE_BYTES:
        most = settings.MAX_FILE_BYTES // settings.MEGABYTE
        raise FileError(
            _("文件超过 %(most)d MB") % {"most": most}, _("请压缩图片或拆成几份后再上传"), name, "FILE_TOO_LARGE"
        )


def _write(digest: str, content: bytes, name: str) -> None:
    try:
        storage.write(digest, content)
    except FileError as error:
        error.where = name
        raise
