"""Static files with their contents' hash in the name, also where one script imports another."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    # One for each step from a script to those it imports; in an unlucky order the usual five are not enough.
    max_post_process_passes = 20
