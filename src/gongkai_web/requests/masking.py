"""Words people typed about a request, without the names and numbers that its sealed columns hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai_web.requests.models import Applicant, Correction, Request
from gongkai_web.vault import masks

_SHORTEST = 2
"""One character is no name that could be looked for in a text."""
_OF_APPLICANT: Mapping[str, Callable[[str], str]] = {
    "representative": masks.name,
    "contact": masks.name,
    "agent_name": masks.name,
    "phone": masks.phone,
    "agent_phone": masks.phone,
    "email": masks.email,
    "identity_number": masks.identity,
    "agent_identity": masks.identity,
}


def words_of(request: Request) -> dict[str, str]:
    """What is masked in the notes of this request, with what stands in its place; the longest first, so that a name within
    another is not masked by halves."""
    found = _of_applicant(request.applicant)
    for one in request.consultations.filter(kind="third_party"):
        found[one.name.strip()] = lambda _, label=one.label: str(label)
    return _longest_first(found)


def words_of_whom(about: Request | Correction) -> dict[str, str]:
    """The same for what may be a correction, which asks no third party."""
    return words_of(about) if isinstance(about, Request) else _longest_first(_of_applicant(about.applicant))


def _of_applicant(who: Applicant) -> dict[str, Callable[[str], str]]:
    found = {getattr(who, name).strip(): mask for name, mask in _OF_APPLICANT.items()}
    return found | {who.name.strip(): masks.name} if who.is_person else found


def _longest_first(found: Mapping[str, Callable[[str], str]]) -> dict[str, str]:
    kept = sorted((word for word in found if len(word) >= _SHORTEST), key=len, reverse=True)
    return {word: found[word](word) for word in kept}


def hidden(text: str, words: Mapping[str, str]) -> str:
    for word, mask in words.items():
        text = text.replace(word, mask)
    return text
