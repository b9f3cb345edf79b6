"""An organ's own templates: checked before they are kept; every version stays, and any can be brought back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.letters import Letter, LetterError, fill, to_docx
from gongkai.letters.samples import sample_occasion, sample_values
from gongkai.letters.template import problems
from gongkai_web.audit.services import record
from gongkai_web.files.services import content, store
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.models import Template
from gongkai_web.letters.rules import may_configure
from gongkai_web.organs.models import Organ, Person


class TemplateError(SendingError):
    """A template that cannot be used; `problems` are all that is wrong with it, each with its place."""

    def __init__(self, found: list[LetterError]) -> None:
        super().__init__(
            f"这个模板有 {len(found)} 处问题，没有存入", "请在 Word 里改好再上传", code="TEMPLATE_PROBLEMS"
        )
        self.problems = found


def template_of(organ: Organ, code: str) -> Template | None:
    """The version in use; None where the organ uses the default."""
    newest = Template.objects.filter(organ=organ, code=code).first()
    return newest if newest and newest.file_id else None


@transaction.atomic
def upload(*, by: Person, organ: Organ, kind: Letter, name: str, data: bytes, now: datetime) -> Template:
    """Use this docx from now on. Raises TemplateError with every problem, FileError, LetterError."""
    _refuse_others(by, organ, now)
    found = problems(data, kind)
    if found:
        raise TemplateError(found)
    to_docx(fill(kind, sample_values(kind), sample_occasion(kind)), data)
    file = store(by=by, organ=organ, name=name, content=data, now=now)
    if file.kind != "docx":
        raise SendingError("模板不是 Word 文件（.docx）", "请用 Word 或 WPS 另存为 .docx 再上传")
    return _kept(by, organ, kind, file.pk, now, "template_uploaded")


@transaction.atomic
def bring_back(*, by: Person, organ: Organ, kind: Letter, number: int, now: datetime) -> Template:
    """Undo: version `number` holds again, 0 the default. That is a new version itself."""
    _refuse_others(by, organ, now)
    earlier = Template.objects.filter(organ=organ, code=kind.code, number=number).first() if number else None
    if number and earlier is None:
        raise SendingError("没有这一版", "请刷新页面，在“改动记录”里选一版")
    if earlier and earlier.file:
        found = problems(content(earlier.file), kind)
        if found:
            raise TemplateError(found)
    return _kept(by, organ, kind, earlier.file_id if earlier else None, now, "template_brought_back", back_to=number)


def _kept(
    by: Person, organ: Organ, kind: Letter, file: int | None, now: datetime, act: str, **data: object
) -> Template:
    # One after another within the organ, so that versions are numbered without forks.
    Organ.objects.select_for_update(of=("self",), no_key=True).get(pk=organ.pk)
    last = Template.objects.filter(organ=organ, code=kind.code).first()
    made = Template.objects.create(
        organ=organ, code=kind.code, number=(last.number if last else 0) + 1, file_id=file, by=by, at=now
    )
    record(
        key=f"letter.{act}",
        actor=by,
        organ=organ.code,
        target=f"organ:{organ.code}",
        code=kind.code,
        name=kind.name,
        version=made.number,
        **data,
    )
    return made


def _refuse_others(by: Person, organ: Organ, now: datetime) -> None:
    if not may_configure(by, organ, timezone.localdate(now)):
        raise SendingError(f"您不能修改{organ}的文书模板", "请主要负责人或者政府信息公开工作机构修改")


def templates_in_use(organ: Organ) -> dict[str, Template]:
    """Code → the version in use, of letters that do not use the default."""
    newest: dict[str, Template] = {}
    for one in Template.objects.filter(organ=organ).select_related("by", "file"):
        newest.setdefault(one.code, one)
    return {code: one for code, one in newest.items() if one.file_id}
