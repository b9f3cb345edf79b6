"""An organ that is not on the platform, the link it files by, what it hands in, and the call that confirms it was the organ.

Outsider ─ Link (opened once) ─ Handing (what is being handed in) ─ Call. Of a handing nothing counts until it is a
`campaign.Submission`: after a call to the registered telephone, or at once where the collecting office handed it in itself.
"""

from __future__ import annotations

from django.db import models

from gongkai_web.campaign.models import Filing, Submission
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Kind, Level, Organ, Person
from gongkai_web.outside.kinds import Outcome, State
from gongkai_web.vault.fields import SealedTextField


class Outsider(models.Model):
    """Kept by the collecting office. `telephone` is the registered one, and `basis` where the office has it from: a number
    that came with the filing itself would confirm nothing. `code` is the 统一社会信用代码, "" if not known."""

    office = models.ForeignKey(Organ, models.PROTECT, related_name="outsiders")
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    telephone = SealedTextField(blank=True)
    contact = SealedTextField(blank=True)
    basis = models.CharField(max_length=100, blank=True)
    telephone_at = models.DateTimeField(null=True, blank=True)
    telephone_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["office", "name"], name="outsider_named_once"),)

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """Opens a filing's page in one browser, once. The token is shown when it is made and kept as a keyed digest."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.filing} {self.at:%Y-%m-%d}"


class Handing(models.Model):
    """What is being handed in for a filing. `key_hash` is of the mark in the browser that opened `link`; `by` the person of
    the collecting office who hands it in instead, and then there is no link.

    `content` is the report as read, `gongkai.report/1`, with what its clerk confirmed; "" until a file was read. `job` is its
    place in the queue while it is being read. `problem`: why the last file could not be read. `teller` is who filled it in.
    `code` is shown on the organ's page alone; `tries` how often the office heard another one.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="handings")
    link = models.OneToOneField(Link, models.PROTECT, null=True, blank=True, related_name="handing")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    key_hash = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.FILLING)
    teller = SealedTextField(blank=True)
    note = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.CharField(max_length=40, blank=True)
    content = models.TextField(blank=True)
    problem = models.CharField(max_length=500, blank=True)
    code = SealedTextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    handed_at = models.DateTimeField(null=True, blank=True)
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, blank=True, related_name="handing")
    lock = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.filing} {self.state}"


class Enclosed(models.Model):
    """A file beside the report; `what` is one of the campaign's wanted words, or "" for another one."""

    handing = models.ForeignKey(Handing, models.CASCADE, related_name="enclosed")
    what = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.what or self.file.name


class Call(models.Model):
    """A call to the registered telephone: which number, who spoke, by whom, when, and what came of it. Never changed."""

    handing = models.ForeignKey(Handing, models.PROTECT, related_name="calls")
    telephone = SealedTextField()
    spoken_to = SealedTextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.handing_id} {self.outcome}"


class Attempt(models.Model):
    """One try of something that is limited; `source` is a keyed digest of where it came from."""

    what = models.CharField(max_length=12)
    source = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["what", "source", "at"], name="outside_tries"),)

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
