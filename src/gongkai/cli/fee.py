"""gongkai fee."""

from __future__ import annotations


def fee() -> None:
    """信息处理费。"""
