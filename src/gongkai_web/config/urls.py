from django.urls import include, path

urlpatterns = [
    # Before the portal, whose columns may be called anything.
    path("", include("gongkai_web.affairs.urls")),
    path("", include("gongkai_web.mailbox.urls")),
    path("", include("gongkai_web.complaints.urls")),
    path("", include("gongkai_web.requests.urls")),
    path("", include("gongkai_web.annual.urls")),
    path("", include("gongkai_web.campaign.urls")),
    path("", include("gongkai_web.campaign.sums.urls")),
    path("", include("gongkai_web.outside.urls")),
    path("", include("gongkai_web.disputes.urls")),
    path("", include("gongkai_web.applicants.urls")),
    path("", include("gongkai_web.dossiers.urls")),
    path("", include("gongkai_web.research.urls")),
    path("", include("gongkai_web.portal.urls")),
    path("", include("gongkai_web.reports.urls")),
    path("", include("gongkai_web.redactions.urls")),
    path("", include("gongkai_web.office.urls")),
    path("", include("gongkai_web.files.urls")),
    path("", include("gongkai_web.workflow.urls")),
    path("", include("gongkai_web.channels.urls")),
    path("", include("gongkai_web.export.urls")),
    path("", include("gongkai_web.catalogues.urls")),
    path("", include("gongkai_web.letters.urls")),
    path("", include("gongkai_web.publishing.urls")),
]

handler400 = "gongkai_web.portal.views.errors.bad_request"
handler403 = "gongkai_web.portal.views.errors.forbidden"
handler404 = "gongkai_web.portal.views.errors.not_found"
handler500 = "gongkai_web.portal.views.errors.server_error"
