"""The finished form becomes a request, with its files, and a code that is shown once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from gongkai.procedure.receipt import Channel
from gongkai_web.applicants.models import Access
from gongkai_web.applicants.public_forms import YES
from gongkai_web.files.services import store
from gongkai_web.organs.models import Organ
from gongkai_web.requests.kinds import NATURAL_PERSON, IdentityKind, Proof
from gongkai_web.requests.models import Paper, Request
from gongkai_web.requests.services import ApplicantData, Content, Intake, register
from gongkai_web.vault import codes


class Upload(Protocol):
    name: str | None

    def read(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """`code` is here and on the page, and nowhere else."""

    request: Request
    code: str


_APPLICANT = ("name", "identity_number", "representative", "contact", "phone", "email", "address", "postcode")
_AGENT = ("agent_name", "agent_identity", "agent_phone")
_CONTENT = ("subject", "document_number", "description", "form", "way", "help")
_FILES = {"identity": Proof.IDENTITY, "authority": Proof.AUTHORITY, "other": Proof.OTHER}


@transaction.atomic
def submit(
    *, organ: Organ, answers: Mapping[str, str], files: Mapping[str, Upload], language: str, now: datetime
) -> Receipt:
    """Raises RequestError or FileError; then nothing is kept."""
    request = register(
        by=None,
        organ=organ,
        applicant=_applicant(answers),
        content=Content(**{name: answers.get(name, "") for name in _CONTENT}),
        intake=Intake(channel=Channel.PORTAL, arrived_on=timezone.localdate(now), submitted_at=now),
        now=now,
    )
    for name, kind in _FILES.items():
        if upload := files.get(name):
            keep(request, upload, kind, now)
    code = codes.new_code()
    Access.objects.create(
        applicant=request.applicant,
        first=request,
        code_hash=codes.digest(request.number, code),
        tells=answers.get("tells") == YES,
        language=language,
        made_at=now,
    )
    return Receipt(request, code)


def keep(request: Request, upload: Upload, kind: Proof, now: datetime) -> Paper:
    """What a citizen hands in is sealed: only those who work for the organ ever read it. Raises FileError."""
    file = store(by=None, organ=request.organ, name=upload.name or "", content=upload.read(), sealed=True, now=now)
    return Paper.objects.create(request=request, file=file, kind=kind, at=now)


def _applicant(answers: Mapping[str, str]) -> ApplicantData:
    """Answers to questions that a changed page no longer asks are left behind."""
    person = answers.get("category") == NATURAL_PERSON
    names = [name for name in _APPLICANT if not (person and name in ("representative", "contact"))]
    names += _AGENT if answers.get("agent") == YES else ()
    kind = answers.get("identity_kind", "") if person else IdentityKind.CREDIT_CODE.value
    return ApplicantData(
        category=answers["category"], identity_kind=kind, **{name: answers.get(name, "") for name in names}
    )
