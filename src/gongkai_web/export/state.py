"""What an export remembers of itself for the next one. Lost or doubtful, everything is made anew: nothing else depends on it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings

from gongkai_web.audit.models import Entry
from gongkai_web.export.folder import canonical, digest_of, replace
from gongkai_web.export.models import Site


@dataclass
class State:
    """`upto`: the entry of the log up to which the folder is true, `entry` its digest. `look`: what every page depends on.
    `lists`: for each page of a list what it was made of. `items`: for each item its paths, the page first. `again`: items
    of which a file could not be read. `manifest`: whose state this is."""

    upto: int = 0
    entry: str = ""
    look: str = ""
    manifest: str = ""
    lists: dict[str, str] = field(default_factory=dict)
    items: dict[int, list[str]] = field(default_factory=dict)
    again: list[int] = field(default_factory=list)

    @classmethod
    def read(cls, site: Site, manifest: bytes, look: str) -> State:
        """Empty unless it belongs to this very manifest, to this log (a database may have been put back to an earlier day),
        and to pages that looked as they would now."""
        try:
            kept = json.loads(_path(site).read_bytes())
            state = cls(**(kept | {"items": {int(key): paths for key, paths in kept["items"].items()}}))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(look=look)
        fits = state.manifest == digest_of(manifest) and state.look == look and state.entry == entry_digest(state.upto)
        return state if fits else cls(look=look)

    def write(self, site: Site) -> None:
        replace(_path(site), canonical(asdict(self)))


def entry_digest(number: int) -> str:
    """What the log says of an entry; "" for one it does not have."""
    return Entry.objects.filter(number=number).values_list("digest", flat=True).first() or ""


def logged_upto(site: Site) -> int:
    """The entry of the log up to which the folder is true; 0 where that is not known."""
    try:
        return int(json.loads(_path(site).read_bytes())["upto"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def folder_of_exports() -> Path:
    return Path(settings.DATA_DIR) / "exports"


def _path(site: Site) -> Path:
    return folder_of_exports() / "state" / f"{site.pk}.json"
