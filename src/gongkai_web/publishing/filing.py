"""Files as they come with the editor: beside the text, in its place, or read into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction

from gongkai_web.audit.services import together
from gongkai_web.files.services import store
from gongkai_web.organs.models import Person
from gongkai_web.publishing import rich_text
from gongkai_web.publishing.drafting import attach, open_revision, save
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item

ATTACH, MAIN, WORD = "attach", "main", "word"


class Uploaded(Protocol):
    """What a browser sent: Django's uploaded file, or a test's."""

    @property
    def name(self) -> str | None: ...
    def read(self) -> bytes: ...


@transaction.atomic
def take_in(*, by: Person, item: Item, uploads: Sequence[Uploaded], way: str, now: datetime) -> None:
    """Take in all of them or none."""
    if not uploads:
        raise PublishingError("还没有选择文件", "请先选文件，再上传")
    if way == WORD:
        return _read_in(by, item, uploads[0], now)
    with together():
        for upload in uploads:
            file = store(by=by, organ=item.organ, name=upload.name or "", content=upload.read())
            attach(by=by, item=item, file=file, now=now, is_main=way == MAIN)
    return None


def _read_in(by: Person, item: Item, upload: Uploaded, now: datetime) -> None:
    """The text of a Word file takes the place of what was written."""
    revision = open_revision(item)
    if revision is not None:
        save(by=by, item=item, lock=revision.lock, now=now, body=rich_text.from_docx(upload.read()))
