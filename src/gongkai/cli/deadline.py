"""gongkai deadline."""

from __future__ import annotations


def deadline() -> None:
    """办理期限。"""
