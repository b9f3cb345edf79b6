from gongkai_web.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.platform.served.urls"
