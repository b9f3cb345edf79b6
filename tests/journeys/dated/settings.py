"""The platform's own settings; a window that names its day is answered as on that day."""

from gongkai_web.config.settings import *  # noqa: F403
from gongkai_web.config.settings import MIDDLEWARE as OWN
from tests.journeys.dated import clock

clock.wind()
MIDDLEWARE = ["tests.journeys.dated.clock.on_its_day", *OWN]
SESSION_COOKIE_AGE = 10 * 365 * 24 * 3600
"""Who signs in on one day is still signed in weeks later."""
