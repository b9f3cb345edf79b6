"""The finished form becomes a request, with its files, and a code that is shown once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from gongkai.procedure.receipt import Channel
from gongkai_web.applicants.models import Access
from gongkai_web.applicants.public_forms import YES
from gongkai_web.audit.services import record
from gongkai_web.files.services import store
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.corrections.services import Wanted, add_paper
from gongkai_web.requests.corrections.services import register as register_correction
from gongkai_web.requests.kinds import NATURAL_PERSON, IdentityKind, Proof
from gongkai_web.requests.models import Applicant, Correction, CorrectionPaper, Paper, Request
from gongkai_web.requests.services import ApplicantData, Content, Intake, register
from gongkai_web.requests.services.common import require_handler
from gongkai_web.vault import codes


class Upload(Protocol):
    name: str | None

    def read(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """`code` is here and on the page, and nowhere else."""

    request: Request
    code: str


@dataclass(frozen=True, slots=True)
class CorrectionReceipt:
    correction: Correction
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


@transaction.atomic
def submit_correction(
    *, organ: Organ, answers: Mapping[str, Any], files: Mapping[str, Upload], language: str, now: datetime
) -> CorrectionReceipt:
    """Raises RequestError or FileError; then nothing is kept."""
    known = ("category", "name", "identity_number", "phone", "email", "address")
    made = register_correction(
        by=None,
        organ=organ,
        applicant=ApplicantData(**{name: answers[name] for name in known}),
        wanted=Wanted(**{name: answers[name] for name in ("record", "wrong", "right", "evidence")}),
        channel=Channel.PORTAL,
        arrived_on=timezone.localdate(now),
        now=now,
    )
    for name, kind in (("proof", CorrectionPaper.Kind.EVIDENCE), ("identity", CorrectionPaper.Kind.IDENTITY)):
        if upload := files.get(name):
            content = upload.read()
            add_paper(by=None, correction=made, name=upload.name or "", content=content, kind=kind, now=now)
    code = codes.new_code()
    Access.objects.create(
        applicant=made.applicant,
        correction=made,
        code_hash=codes.digest(made.number, code),
        tells=answers.get("tells") == YES,
        language=language,
        made_at=now,
    )
    return CorrectionReceipt(made, code)


@transaction.atomic
def new_code(*, by: Person, about: Request | Correction, now: datetime) -> tuple[str, str]:
    """At the counter, for somebody whose identity was looked at there: a code, in place of the one that was lost. Returns
    the number it goes with and the code; the old one opens nothing from then on."""
    require_handler(by, about.organ, now)
    Applicant.objects.select_for_update().get(pk=about.applicant_id)
    access = Access.objects.filter(applicant=about.applicant_id).select_related("first", "correction").first()
    renewed = access is not None
    if access is None:
        field = {"first" if isinstance(about, Request) else "correction": about}
        access = Access(applicant=about.applicant, made_at=now, **field)
    code = codes.new_code()
    access.code_hash = codes.digest(access.number, code)
    access.save()
    kind = "request" if isinstance(about, Request) else "correction"
    target = f"{kind}:{about.pk}"
    key = f"{kind}.code_given"
    record(key=key, actor=by, organ=about.organ.code, target=target, number=access.number, renewed=renewed)
    return access.number, code


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
