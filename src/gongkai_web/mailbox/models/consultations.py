"""意见征集: a published draft opened for opinions, the opinions, and what became of them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item
from gongkai_web.vault.fields import SealedTextField


class Consultation(models.Model):
    """From `opens_on` to `closes_on`, both included. `outcome` is what is said over all opinions when the result is out."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="consultations")
    item = models.OneToOneField(Item, models.PROTECT, related_name="consultation")
    title = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    elsewhere = models.CharField(max_length=300, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    set_up_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_up_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-closes_on", "-pk")

    def __str__(self) -> str:
        return self.title

    def takes_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


class Point(models.Model):
    """One opinion, or several that say the same, in words without names: adopted or not, and why."""

    class Decision(models.TextChoices):
        ADOPTED = "adopted", _("采纳")
        PARTLY = "partly", _("部分采纳")
        REFUSED = "refused", _("未采纳")
        EXPLAINED = "explained", _("解释说明")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="points")
    summary = models.TextField()
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.TextField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.summary[:30]


class Opinion(models.Model):
    """What somebody said of the draft; name and contact are not asked for, but taken where they are given."""

    class Channel(models.TextChoices):
        FORM = "form", "网上"
        POST = "post", "信函"
        MAIL = "mail", "电子邮件"
        PHONE = "phone", "电话"
        MEETING = "meeting", "座谈会、听证会"

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="opinions")
    ordinal = models.PositiveIntegerField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    text = SealedTextField()
    name = SealedTextField(blank=True)
    contact = SealedTextField(blank=True)
    received_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    point = models.ForeignKey(Point, models.SET_NULL, null=True, related_name="opinions")

    class Meta:
        ordering = ("ordinal",)
        constraints = (models.UniqueConstraint(fields=["consultation", "ordinal"], name="opinion_numbered_once"),)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.ordinal}"
