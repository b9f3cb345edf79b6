"""An invented township, and papers that are approved in it: what the tests of approval stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.organs.models import Kind, Level, Organ, Person, Relaxation, Unit
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, delegate, found, relax
from gongkai_web.workflow.models import Chain, Decision, Round, Verdict
from gongkai_web.workflow.services import decide, submit
from gongkai_web.workflow.stages import Stage, numbered, to_json
from gongkai_web.workflow.subjects import Handler, Subject, SubjectView, register

BEGIN = date(2026, 1, 1)
MONDAY = date(2026, 6, 1)
NOW = timezone.make_aware(datetime(2026, 6, 1, 10, 0))
KIND = "paper"


@dataclass
class Paper:
    """Something to approve, as an item of publishing would be."""

    organ: Organ
    drafter: Person
    unit: Unit | None = None
    text: str = "关于春耕的通知"
    writers: tuple[int, ...] = ()
    refusal: GongkaiError | None = None
    asked: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)


class Papers(Handler):
    def __init__(self) -> None:
        self.kept: dict[int, Paper] = {}

    def view(self, subject_id: int) -> SubjectView:
        paper = self.kept[subject_id]
        address = f"/papers/{subject_id}/"
        return SubjectView(paper.text, address, paper.organ, paper.unit, paper.drafter.pk, paper.writers)

    def digest(self, subject_id: int) -> str:
        return f"{hash(self.kept[subject_id].text) & (1 << 64) - 1:064x}"

    def before_approval(self, subject_id: int, stage: Stage, by: Person, now: datetime) -> None:
        self.kept[subject_id].asked.append(stage.name)
        if refusal := self.kept[subject_id].refusal:
            raise refusal

    def ended(self, round: Round) -> None:
        self.kept[round.subject_id].ended.append(round.state)


@dataclass
class Bench:
    """`papers[1]` is the paper the tests approve; more are put in by `paper`."""

    organ: Organ
    papers: Papers = field(default_factory=Papers)

    def __post_init__(self) -> None:
        register(KIND, self.papers)

    def unit(self, name: str) -> Unit:
        return Unit.objects.get_or_create(organ=self.organ, name=name)[0]

    def person(self, name: str, *roles: Role, unit: Unit | None = None) -> Person:
        one, _ = Person.objects.get_or_create(account=name, defaults={"full_name": name, "must_change_password": False})
        for role in roles:
            appoint(by=None, person=one, role=role, organ=self.organ, since=BEGIN, unit=unit)
        return one

    def paper(self, drafter: Person, number: int = 1, **given: object) -> Paper:
        self.papers.kept[number] = Paper(self.organ, drafter, **given)  # type: ignore[arg-type]
        return self.papers.kept[number]

    def chain(self, *stages: Stage, name: str = "本乡流程") -> Chain:
        return Chain.objects.create(organ=self.organ, code=name, name=name, stages=to_json(numbered(stages)))

    def submit(self, chain: Chain, by: Person | None = None, number: int = 1, now: datetime = NOW) -> Round:
        paper = self.papers.kept[number]
        return submit(by=by or paper.drafter, subject=Subject(KIND, number), chain=chain, now=now)

    def two_people(self, by: Person) -> None:
        relax(by=None, organ=self.organ, what=Relaxation.What.TWO_PEOPLE, reason="本乡只有两人", since=BEGIN)

    def stand_in(self, holder: Person, to: Person, until: date = date(2026, 6, 30)) -> None:
        for post in holder.posts.all():
            delegate(by=holder, post=post, to=to, since=BEGIN, until=until, reason="出差")


def act(
    round: Round,
    by: Person,
    verdict: Verdict = Verdict.APPROVE,
    opinion: str = "",
    now: datetime = NOW,
    stage: str = "",
) -> Round:
    return decide(by=by, round_id=round.pk, digest=round.digest, verdict=verdict, opinion=opinion, now=now, stage=stage)


def decisions(round: Round) -> list[tuple[str, str]]:
    return [(one.stage, one.by.full_name) for one in Decision.objects.filter(round=round).select_related("by")]


def township(code: str = "X1", name: str = "柳林镇人民政府") -> Organ:
    return found(by=None, code=code, name=name, kind=Kind.GOVERNMENT, level=Level.TOWNSHIP, since=BEGIN)
