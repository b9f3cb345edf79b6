from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as session_urls
from django.urls import include, path, re_path

from gongkai_web.office import views

urlpatterns = [
    path("office/", views.today, name="office"),
    path("office/<str:code>/people/", views.people, name="people"),
    path("office/<str:code>/people/<int:person>/password/", views.new_password, name="new_password"),
    path("office/<str:code>/posts/<int:post>/end/", views.end, name="end_post"),
    # Passwords are renewed by the security administrator, and accounts opened by them: allauth's own ways are closed.
    re_path(r"^account/(?:password/reset|email|signup|confirm-email)/", views.forgotten),
    path("account/2fa/", include(mfa_urls)),
    path("account/sessions/", include(session_urls)),
    path("account/", include(account_urls)),
]
