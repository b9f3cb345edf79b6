from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as session_urls
from django.urls import include, path, re_path

from gongkai_web.office.views import delegations, entrance, log, oidc, people, posts, sessions, today
from gongkai_web.office.views.settings import below, guide, organ, overview, relaxations, retention, units

urlpatterns = [
    path("office/", today.today, name="office"),
    # An organ's code has no small letters: these are no organs.
    path("office/delegations/", delegations.delegations, name="delegations"),
    path("office/delegations/<int:delegation>/end/", delegations.end, name="end_delegation"),
    path("office/organs/", below.mine, name="organs"),
    path("office/<str:code>/", today.enter, name="office_enter"),
    path("office/<str:code>/people/", people.people, name="people"),
    path("office/<str:code>/people/appoint/", posts.appoint, name="appoint"),
    path("office/<str:code>/people/<int:person>/", people.person, name="person"),
    path("office/<str:code>/people/<int:person>/password/", people.new_password, name="new_password"),
    path("office/<str:code>/people/<int:person>/two-steps/", people.two_steps, name="end_two_steps"),
    path("office/<str:code>/people/<int:person>/switch/", people.switch, name="switch_account"),
    path("office/<str:code>/posts/<int:post>/end/", posts.end, name="end_post"),
    path("office/<str:code>/settings/", overview.settings, name="settings"),
    path("office/<str:code>/settings/units/", units.units, name="units"),
    path("office/<str:code>/settings/units/<int:unit>/rename/", units.rename, name="rename_unit"),
    path("office/<str:code>/settings/units/<int:unit>/move/", units.move, name="move_unit"),
    path("office/<str:code>/settings/units/<int:unit>/end/", units.end, name="end_unit"),
    path("office/<str:code>/settings/organ/", organ.organ, name="organ_settings"),
    path("office/<str:code>/settings/organ/watch/", organ.watch, name="organ_watch"),
    path("office/<str:code>/settings/organ/region/", organ.region, name="organ_region"),
    path("office/<str:code>/settings/organ/merge/", organ.merge, name="organ_merge"),
    path("office/<str:code>/settings/below/", below.organs, name="organs_below"),
    path("office/<str:code>/settings/relaxations/", relaxations.relaxations, name="relaxations"),
    path("office/<str:code>/settings/relaxations/end/", relaxations.end, name="end_relaxation"),
    path("office/<str:code>/settings/particulars/", guide.particulars, name="particulars"),
    path("office/<str:code>/settings/particulars/confirm/", guide.confirm, name="confirm_guide"),
    path("office/<str:code>/settings/leading-group/", guide.leading_group, name="leading_group"),
    path("office/<str:code>/settings/retention/", retention.retention, name="retention"),
    path("office/<str:code>/log/", log.log, name="log"),
    path("office/<str:code>/log/verify/", log.verify, name="log_verify"),
    path("office/<str:code>/log/export/", log.export, name="log_export"),
    # Passwords are renewed by the security administrator, and accounts opened by them: allauth's own ways are closed.
    re_path(r"^account/(?:password/reset|email|signup|confirm-email)/", entrance.forgotten),
    path("account/2fa/", include(mfa_urls)),
    path("account/sessions/<int:session>/end/", sessions.end_one, name="end_session"),
    path("account/sessions/", include(session_urls)),
    path("account/oidc/<str:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("account/oidc/<str:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("account/oidc/cancelled/", oidc.cancelled, name="socialaccount_login_cancelled"),
    path("account/", include(account_urls)),
]
