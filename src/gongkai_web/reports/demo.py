"""The five examples: real published reports that come with the program, loaded once and refreshed when it changes."""

from __future__ import annotations

import hashlib
from importlib import resources

from django.db import transaction

from gongkai import __version__
from gongkai.errors import GongkaiError
from gongkai_web.reports.intake import take_in
from gongkai_web.reports.models import ExampleReport
from gongkai_web.reports.remarks import Group, group_of
from gongkai_web.reports.uploads import Upload

FOLDER = "demo/reports"


def load_demo() -> int:
    """Put every example into the database that is missing or was read by another version; how many there are."""
    files = sorted(resources.files("gongkai_web").joinpath(FOLDER).iterdir(), key=lambda file: file.name)
    for file in files:
        data = file.read_bytes()
        version = f"{__version__} {hashlib.sha256(data).hexdigest()[:16]}"
        slug = file.name.partition(".")[0]
        if not ExampleReport.objects.filter(slug=slug, version=version).exists():
            _put(slug, Upload(file.name, data), version)
    return len(files)


@transaction.atomic
def _put(slug: str, upload: Upload, version: str) -> None:
    ExampleReport.objects.update_or_create(
        slug=slug,
        defaults={"file_name": upload.name, "content": upload.data, "version": version, **_summary(upload)},
    )


def _summary(upload: Upload) -> dict[str, object]:
    """What the list says of it; nothing where it cannot be read, for the example still shows what then happens."""
    try:
        report = take_in(upload)[0].report
    except GongkaiError:
        return {}
    groups = [group_of(finding) for finding in report.findings]
    return {
        "agency": report.agency or "",
        "year": report.year,
        "errors": groups.count(Group.ERROR),
        "warnings": groups.count(Group.READING) + groups.count(Group.WARNING),
    }
