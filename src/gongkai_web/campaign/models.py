"""A year's collecting of annual reports, who must file by when, what was filed, what the collecting office said of it.

Campaign (收报批次) ─ Filing (one organ's duty) ─ Submission 1, 2, … (frozen copies) ─ Decision, Remark (with its answer).
What state a filing is in follows from these rows and from the organ's own report: `standing.py`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai_web.annual.models import Report
from gongkai_web.campaign.kinds import Answer, Outcome, Source
from gongkai_web.files.models import StoredFile
from gongkai_web.frame.telling import MarkOfLog, NoticeOfProgress
from gongkai_web.organs.models import Kind, Level, Organ, Person


class Campaign(models.Model):
    """The reports of one year, collected by `organ`, the office that watches over the others (《条例》第四十九条).

    `wanted` is a list of words: what is attached to a submission besides the report, e.g. ["签字盖章扫描件"].
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField()
    wanted = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (models.UniqueConstraint(fields=["organ", "year"], name="campaign_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.year}"


class Filing(models.Model):
    """One organ's duty in a campaign. Both days are plain calendar days, the last on which it is in time.

    `organ` is None for an organ that is not on the platform; `name`, `kind` and `level` are those at the time of the
    campaign. `lock` counts what either side did with it: every act holds this row, so that of two clerks the second sees
    what changed. Publication outside this platform is recorded in `published_*`; that of a report made here is read from
    its item (`publication.py`).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="filings")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="filings")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    order = models.PositiveIntegerField(default=0)
    submit_by = models.DateField()
    publish_by = models.DateField()
    excused = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_url = models.URLField(max_length=500, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(fields=["campaign", "organ"], name="filing_of_organ_once"),
            models.UniqueConstraint(fields=["campaign", "name"], name="filing_named_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.campaign.year}"


class Submission(models.Model):
    """A frozen copy of what was filed, numbered from 1 within its filing. Never changed; withdrawn only unopened.

    `content` is the report as `gongkai.report/1` JSON, tables and texts; `digest` the SM3 over it and the attached files
    (`copies.digest_of`). `report` is the organ's own report it was copied from, None for an upload or a link; `by` is None
    where somebody without an account filed, whom `by_name` names. `explanation`: what was said of errors when the report
    was signed. `errors`, `warnings`: what the checks found when it was filed.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8, choices=Source.choices)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="submissions")
    note = models.CharField(max_length=500, blank=True)
    explanation = models.CharField(max_length=500, blank=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=40)
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("filing", "number")
        constraints = (models.UniqueConstraint(fields=["filing", "number"], name="submission_once"),)

    def __str__(self) -> str:
        return f"{self.filing} {self.number}"


class Attached(models.Model):
    """A file of a submission; `what` is one of the campaign's wanted words, or "" for another one."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attached")
    what = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.what or self.file.name


class Decision(models.Model):
    """Returned or accepted, by the collecting office. The last one of a submission holds. `answer_by` of a return: the
    last day to answer and file again. `reason` of an acceptance: why it counts although it looks like another organ's."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="returned", answer_by__isnull=False)
                | Q(outcome="accepted", answer_by__isnull=True),
                name="return_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission} {self.outcome}"


class Remark(models.Model):
    """What the collecting office says of one cell (`path`) or one sentence (`section`, `quote`), or of the whole.

    `rule` where a check found it, "" for the office's own words. Until the submission is returned it is a note that only
    that office sees, and may be struck out; then it stands, and the organ answers it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="remarks")
    rule = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=80, blank=True)
    section = models.CharField(max_length=10, blank=True)
    quote = models.CharField(max_length=2000, blank=True)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="remarks")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer_text = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_name = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class Reminder(models.Model):
    """催办: said to the organ on a day, shown on its 今天 until it has done what was asked."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="reminders")
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.filing} {self.at}"


class Notice(NoticeOfProgress):
    """An e-mail or SMS to somebody who files or collects, that something happened with a filing."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="notices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.filing} {self.key} {self.way}"


class Mark(MarkOfLog):
    """How far the log has been looked through."""


from gongkai_web.campaign.sums.models import JointMatter  # noqa: E402, F401 - Django finds models here
