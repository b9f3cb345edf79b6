"""What a person typed, within our own sentence."""

from __future__ import annotations

from django import template

register = template.Library()
_ENDS = "。！？…；.!?;"


@register.filter
def ended(text: object) -> str:
    """With a full stop, unless it ends with one already."""
    said = f"{text}".strip()
    return said if not said or said[-1] in _ENDS else f"{said}。"
