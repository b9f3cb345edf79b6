"""The demonstration's offices and people, kept between tests."""

from gongkai_web.organs import demo
from tests.platform.kept import kept

load_office = kept(demo.load_office)
