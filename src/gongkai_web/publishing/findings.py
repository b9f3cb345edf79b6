"""What the automatic checks find in a revision, and who has answered for it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from gongkai.proofing import RULES, Metadata, ProofFinding, Settings, proof
from gongkai.report import Severity
from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.file_findings import LIMITS, of_file
from gongkai_web.publishing.models import Answer, Item, Revision
from gongkai_web.publishing.practice import practice_of, words
from gongkai_web.publishing.rules import may_see

MOST_SAID = 500
REQUIRED = ("title", "organ", "subject", "disclosure", "formed_on")
"""What the drafter fills in; index number and day of publication are given when it is released."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding on a revision: `fingerprint` stays the same as long as the passage does; `where` names the file and place."""

    fingerprint: str
    finding: ProofFinding
    file: str
    answer: Answer | None

    @property
    def title(self) -> str:
        return RULES[self.finding.rule].title

    @property
    def basis(self) -> str:
        return RULES[self.finding.rule].basis

    @property
    def where(self) -> str:
        return "".join(part for part in (f"附件《{self.file}》" if self.file else "", self.finding.where))

    @property
    def is_error(self) -> bool:
        return self.finding.severity is Severity.ERROR

    @property
    def blocks(self) -> bool:
        """An error nobody has answered for."""
        return self.is_error and self.answer is None


def checked(revision: Revision, day: date) -> list[Checked]:
    """Every finding on the text and the files of a revision, errors first, each with its answer."""
    answers = {answer.fingerprint: answer for answer in revision.item.answers.select_related("by")}
    told: Counter[str] = Counter()
    found = []
    for file, finding in _findings(revision, day):
        same = f"{finding.rule}|{file}|{finding.part}|{finding.quote}"
        if finding.also:  # What was said of two places was not said of a third.
            same += f"|{1 + len(finding.also)}"
        told[same] += 1
        # Two passages that look alike once masked need two answers.
        fingerprint = hashlib.new("sm3", f"{same}|{told[same]}".encode()).hexdigest()
        found.append(Checked(fingerprint, finding, file, answers.get(fingerprint)))
    return sorted(found, key=lambda one: not one.is_error)


def unanswered(revision: Revision, day: date) -> list[Checked]:
    """The errors that stand in the way of review."""
    return [one for one in checked(revision, day) if one.blocks]


@transaction.atomic
def answer(*, by: Person, item: Item, revision: Revision, fingerprint: str, text: str, now: datetime) -> Answer:
    """Say by name why an error does not stand in the way."""
    day = timezone.localdate(now)
    if not may_see(by, item, day):
        raise PublishingError("您不能处理这条信息", "请起草人或审核人说明")
    if not text.strip():
        raise PublishingError("没有写说明", "请写明为什么可以这样公开，例如“本机关公开的办公电话”")
    if len(text.strip()) > MOST_SAID:
        raise PublishingError(f"说明最多 {MOST_SAID} 个字，现在有 {len(text.strip())} 个", "请删短，写的都还在")
    one = next((one for one in checked(revision, day) if one.fingerprint == fingerprint), None)
    if one is None:
        raise PublishingError("这一处已经改过，不再需要说明", "请刷新页面")
    given, _ = Answer.objects.update_or_create(
        item=item,
        fingerprint=fingerprint,
        defaults={
            "rule": one.finding.rule,
            "quote": one.finding.quote[:200],
            "text": text.strip(),
            "by": by,
            "at": now,
        },
    )
    record(
        key="item.finding_answered",
        actor=by,
        organ=item.organ.code,
        target=f"item:{item.pk}",
        rule=one.finding.rule,
        answer=given.text,
    )
    return given


def _findings(revision: Revision, day: date) -> Iterator[tuple[str, ProofFinding]]:
    settings = settings_of(revision.item.organ)
    for finding in _of_text(page_of(revision), metadata_of(revision, day), settings_key(settings)):
        yield "", finding
    for attachment in revision.attachments.select_related("file"):
        for finding in of_file(attachment.file, settings):
            yield attachment.name, finding


def page_of(revision: Revision) -> bytes:
    """The text as a page, so that what stands in a table is known as such."""
    head = f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(revision.title)}</title></head>'
    summary = f"<p>{escape(revision.summary)}</p>" if revision.summary else ""
    return f"{head}<body><h1>{escape(revision.title)}</h1>{summary}{revision.body}</body></html>".encode()


@lru_cache(maxsize=64)
def _of_text(page: bytes, metadata: Metadata, key: tuple[object, ...]) -> tuple[ProofFinding, ...]:
    """The same text says the same; a text under review is looked at by everybody who decides on it."""
    return tuple(proof(page, metadata, _settings(key), name="正文.html", limits=LIMITS))


def metadata_of(revision: Revision, day: date) -> Metadata:
    """What the page will say of the item if it is released on this day."""
    out = revision.release_at.date() if revision.release_at else day
    return Metadata(
        title=revision.title,
        organ=revision.item.organ.name,
        document_number=revision.document_number,
        subject=revision.subject,
        disclosure=revision.get_disclosure_display(),
        formed_on=revision.formed_on,
        published_on=revision.first_published_on or out,
    )


def settings_of(organ: Organ) -> Settings:
    practice = practice_of(organ)
    wrong = dict(_pair(line) for line in words(practice.wrong_words))
    names = tuple(name for one in organ.names.all() for name in (one.full, one.short) if name)
    return Settings(
        own_numbers=frozenset(words(practice.own_numbers)),
        organ_codes=words(practice.document_codes),
        organ_names=names,
        wrong_words=wrong,
        required=REQUIRED,
    )


def settings_key(settings: Settings) -> tuple[object, ...]:
    return (
        settings.own_numbers,
        settings.organ_codes,
        settings.organ_names,
        tuple(sorted(settings.wrong_words.items())),
        settings.required,
    )


def _settings(key: tuple[object, ...]) -> Settings:
    own, codes, names, wrong, required = key
    return Settings(
        own_numbers=own,  # type: ignore[arg-type]
        organ_codes=codes,  # type: ignore[arg-type]
        organ_names=names,  # type: ignore[arg-type]
        wrong_words=dict(wrong),  # type: ignore[call-overload]
        required=required,  # type: ignore[arg-type]
    )


def _pair(line: str) -> tuple[str, str]:
    """错的=对的; without "=" the word is only wrong."""
    wrong, _, right = line.partition("=")
    return wrong.strip(), right.strip()
