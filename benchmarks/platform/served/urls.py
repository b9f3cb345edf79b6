from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """What the framework and the platform's own middleware cost, and nothing else."""
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare), path("", include("gongkai_web.config.urls"))]
