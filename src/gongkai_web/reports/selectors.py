"""Reads of what this part keeps."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai_web.reports.models import ExampleReport


def examples() -> QuerySet[ExampleReport]:
    """The example reports in their order, without their contents."""
    return ExampleReport.objects.defer("content")


def example(slug: str) -> ExampleReport | None:
    return ExampleReport.objects.filter(slug=slug).first()
