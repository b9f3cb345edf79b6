"""The five examples: real published reports that come with the program, put in at every start so that what the list says
of them is what checking says."""

from __future__ import annotations

from importlib import resources

from gongkai.errors import GongkaiError
from gongkai_web.reports.intake import take_in
from gongkai_web.reports.models import ExampleReport
from gongkai_web.reports.remarks import Group, group_of
from gongkai_web.reports.uploads import Upload

FOLDER = "demo/reports"


def load_demo() -> int:
    """Put every example into the database, or bring it up to date; how many there are."""
    files = sorted(resources.files("gongkai_web").joinpath(FOLDER).iterdir(), key=lambda file: file.name)
    for file in files:
        _put(file.name.partition(".")[0], Upload(file.name, file.read_bytes()))
    return len(files)


def _put(slug: str, upload: Upload) -> None:
    content = {"file_name": upload.name, "content": upload.data}
    ExampleReport.objects.update_or_create(slug=slug, defaults=content | _summary(upload))


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
