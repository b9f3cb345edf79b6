from django.urls import path

from gongkai_web.portal.views import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("privacy/", pages.privacy, name="privacy"),
    path("preferences/", pages.preferences, name="preferences"),
    path("healthz", pages.healthz, name="healthz"),
]
