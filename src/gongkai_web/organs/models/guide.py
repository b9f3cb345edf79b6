"""What an organ states of its disclosure office, and of the group that leads its disclosure."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models.people import Person
from gongkai_web.organs.models.tree import Organ


class Particulars(models.Model):
    """What 条例第十二条第二款 wants in the 指南. Each change is a new row: the newest holds, the others are its history.

    `classification`, `arrangement` and `access` are the organ's own words; where it has none, the guide is written from
    its columns.
    """

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="particulars")
    name = models.CharField(max_length=60, blank=True)
    answers = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    request_email = models.EmailField(blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    classification = models.TextField(blank=True)
    arrangement = models.TextField(blank=True)
    access = models.TextField(blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.organ} {self.stated_at:%Y-%m-%d}"


class Renewal(models.Model):
    """Something the 指南 says has changed: it is renewed in time (条例第十二条第一款), and somebody confirms that it was."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="renewals")
    what = models.CharField(max_length=20)
    detail = models.CharField(max_length=200)
    changed_on = models.DateField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("changed_on", "pk")

    def __str__(self) -> str:
        return f"{self.organ} {self.what}"


class LeadingMember(models.Model):
    """政务公开领导小组: a member by name and title, who need not have an account."""

    class Place(models.TextChoices):
        LEADER = "leader", "组长"
        DEPUTY = "deputy", "副组长"
        MEMBER = "member", "成员"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="leading_members")
    place = models.CharField(max_length=8, choices=Place.choices)
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=60, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.get_place_display()}{self.name}"
