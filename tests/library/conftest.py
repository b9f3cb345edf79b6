"""Settings of all library tests: no time limit on a property, since the machine may be busy. CI tries the same examples each
time, so that a commit is judged by what it changes; everywhere else new ones are tried."""

import os

from hypothesis import settings

settings.register_profile("gongkai", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("gongkai")
