"""What a WSGI server loads: `gunicorn gongkai_web.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai_web.config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402

if settings.PRODUCTION:
    from gongkai_web.organs.demo import refuse_demonstration

    refuse_demonstration()
