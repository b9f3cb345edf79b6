from django.urls import include, path

urlpatterns = [
    path("", include("gongkai_web.portal.urls")),
    path("", include("gongkai_web.reports.urls")),
    path("", include("gongkai_web.office.urls")),
]

handler400 = "gongkai_web.portal.views.errors.bad_request"
handler403 = "gongkai_web.portal.views.errors.forbidden"
handler404 = "gongkai_web.portal.views.errors.not_found"
handler500 = "gongkai_web.portal.views.errors.server_error"
