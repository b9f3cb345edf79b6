"""A chain while it is being drawn up: what was typed, moved about, and made into stages. Nothing here is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from gongkai_web.organs.models import Unit
from gongkai_web.workflow.checking import MOST_STAGES
from gongkai_web.workflow.forms import ORGAN, ChainForm, StageForm, typed_as
from gongkai_web.workflow.models import Chain
from gongkai_web.workflow.stages import Mode, Stage

Typed = dict[str, Any]
_SWITCHES = ("together", "secrecy", "not_drafter")
_WORDS = ("key", "name", "where", "mode", "needed", "working_days")
BLANK: Typed = {"where": ORGAN, "mode": Mode.ONE.value, "roles": []}


_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A stage in the form. Folded up unless there is something to see in it; `focused` is the one that was moved."""

    form: StageForm
    unfolded: bool
    focused: bool

    @property
    def open(self) -> bool:
        return self.unfolded or (self.form.is_bound and bool(self.form.errors))

    @property
    def name(self) -> str:
        return str(self.form["name"].value() or "")


class Drawing:
    """The forms of one chain: `of` a saved one, `from_post` of what was typed, `moved` after a stage was moved about.

    `open` numbers the stages that are shown unfolded: those that differ from the saved chain.
    """

    def __init__(
        self, name: ChainForm, stages: list[StageForm], touched: int = -1, open_: frozenset[int] = _NONE
    ) -> None:
        self.name, self.stages, self.touched = name, stages, touched
        self.rows = [Row(form, n == touched or n in open_, n == touched) for n, form in enumerate(stages)]

    @classmethod
    def of(cls, chain: Chain, units: Sequence[Unit]) -> Drawing:
        return cls._shown(chain.name, _as_typed(chain), units)

    @classmethod
    def from_post(cls, data: QueryDict, chain: Chain, units: Sequence[Unit]) -> Drawing:
        """To be checked and saved, or shown with what is wrong."""
        forms = [StageForm(data, prefix=_prefix(n), units=units) for n in range(_number(data))]
        return cls(ChainForm(data), forms, open_=_changed(_all_typed(data), chain))

    @classmethod
    def moved(cls, data: QueryDict, act: str, chain: Chain, units: Sequence[Unit]) -> Drawing:
        """What was typed, with a stage more or fewer, or two of them changed about."""
        typed, touched = rearranged(_all_typed(data), act)
        return cls._shown(data.get("name", ""), typed, units, touched, _changed(typed, chain))

    @classmethod
    def _shown(
        cls, name: str, typed: list[Typed], units: Sequence[Unit], touched: int = -1, open_: frozenset[int] = _NONE
    ) -> Drawing:
        forms = [StageForm(initial=one, prefix=_prefix(n), units=units) for n, one in enumerate(typed)]
        return cls(ChainForm(initial={"name": name}), forms, touched, open_)

    @property
    def full(self) -> bool:
        return len(self.stages) >= MOST_STAGES

    def is_valid(self) -> bool:
        return all([self.name.is_valid(), *(one.is_valid() for one in self.stages)])

    def parts(self) -> tuple[Stage, ...]:
        """The stages, once everything is valid."""
        order, found = 0, []
        for form in self.stages:
            order += 0 if order and form.cleaned_data["together"] else 1
            found.append(form.stage(order))
        return tuple(found)


def rearranged(typed: list[Typed], act: str) -> tuple[list[Typed], int]:
    """The stages after `add`, `remove:2`, `up:2` or `down:2`, and which one to look at; anything else changes nothing."""
    what, _, at = act.partition(":")
    place = int(at) if at.isdecimal() else len(typed)
    if what == "add" and len(typed) < MOST_STAGES:
        return [*typed, dict(BLANK)], len(typed)
    if place >= len(typed):
        return typed, -1
    if what == "remove":
        return typed[:place] + typed[place + 1 :], min(place, len(typed) - 2)
    other = {"up": place - 1, "down": place + 1}.get(what, -1)
    if 0 <= other < len(typed):
        typed[place], typed[other] = typed[other], typed[place]
        return typed, other
    return typed, place


def _as_typed(chain: Chain) -> list[Typed]:
    parts = chain.parts
    return [typed_as(stage, before) for stage, before in zip(parts, (None, *parts[:-1]), strict=True)]


def _all_typed(data: QueryDict) -> list[Typed]:
    return [_typed(data, n) for n in range(_number(data))]


def _changed(typed: list[Typed], chain: Chain) -> frozenset[int]:
    saved = {one["key"]: _plain(one) for one in _as_typed(chain)}
    return frozenset(n for n, one in enumerate(typed) if saved.get(one.get("key", "")) != _plain(one))


def _plain(typed: Typed) -> Typed:
    """Nothing typed and nothing set are the same; which stage stands before is not the stage's own."""
    return {name: "" if value is None else str(value) for name, value in typed.items() if name != "together"}


def _typed(data: QueryDict, number: int) -> Typed:
    at = f"{_prefix(number)}-"
    words = {name: data.get(at + name, "") for name in _WORDS}
    switches = {name: at + name in data for name in _SWITCHES}
    return words | switches | {"roles": data.getlist(f"{at}roles")}


def _number(data: QueryDict) -> int:
    """How many stages the form had; nobody has more than may be."""
    said = data.get("stages", "")
    return min(int(said), MOST_STAGES) if said.isdecimal() else 0


def _prefix(number: int) -> str:
    return f"stage-{number}"
