"""What an office says of its site: the names the inspection of government sites asks for, and the county's head and foot."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models import Organ


class Theme(models.Model):
    """The site an organ's columns belong to. An organ without one takes that of the government above it.

    Links are rows of {"label", "url"}, shown in the head and the foot of every page of the organ. `previous` is what was set
    before the last change.
    """

    organ = models.OneToOneField(Organ, models.CASCADE, related_name="theme")
    site_name = models.CharField(max_length=60, blank=True)
    site_domain = models.CharField(max_length=100, blank=True)
    site_code = models.CharField(max_length=10, blank=True)
    head_links = models.JSONField(default=list, blank=True)
    foot_links = models.JSONField(default=list, blank=True)
    foot_text = models.CharField(max_length=300, blank=True)
    previous = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return self.site_name
