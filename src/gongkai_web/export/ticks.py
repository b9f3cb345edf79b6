"""What is exported by itself: whatever was asked for, and sites that follow what is published. Each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

from gongkai_web.export.locking import is_running
from gongkai_web.export.models import Site
from gongkai_web.export.selectors import is_behind, last_run
from gongkai_web.export.state import logged_upto

EVERY = timedelta(seconds=5)
PAUSE = timedelta(minutes=1)
"""Between two runs of a site that nobody asked for."""


def start_due(now: datetime) -> list[Site]:
    """Start what is due; it is not waited for, so that nothing else is held up."""
    sites = Site.objects.select_related("organ")
    due = [site for site in sites if _is_due(site, now) and not is_running(site)]
    for site in due:
        _start(site)
    return due


def _is_due(site: Site, now: datetime) -> bool:
    if site.wanted_at is not None:
        return True
    if not site.automatic:
        return False
    last = last_run(site)
    if last is not None and now - last.started_at < PAUSE:
        return False
    return last is None or is_behind(site, logged_upto(site))


def _start(site: Site) -> None:
    command = [sys.executable, "-m", "gongkai_web", "export-site", site.organ.code, site.folder, "--asked"]
    subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
