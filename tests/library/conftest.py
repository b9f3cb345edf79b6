"""Settings of all library tests: no time limit on a property, since the machine may be busy."""

from hypothesis import settings

settings.register_profile("gongkai", deadline=None)
settings.load_profile("gongkai")
