"""Settings. The variables are listed in docs/how-to/settings.md; a test keeps that page complete."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from gongkai_web.config import environment
from gongkai_web.config.database import database
from gongkai_web.config.logs import LOGGING as LOGGING
from gongkai_web.config.mail import address, mail
from gongkai_web.config.secret_key import given_key, kept_key
from gongkai_web.config.single_sign_on import sign_on
from gongkai_web.config.vault_keys import vault_keys

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("GONGKAI_DATA_DIR", "var")).absolute()

PRODUCTION = environment.flag("GONGKAI_PRODUCTION")
DEBUG = environment.flag("GONGKAI_DEBUG")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("正式部署不能打开 GONGKAI_DEBUG")

_key = environment.text("GONGKAI_SECRET_KEY")
SECRET_KEY = given_key(_key) if PRODUCTION or _key else kept_key(DATA_DIR)
ALLOWED_HOSTS = environment.words("GONGKAI_ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1]")
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("正式部署必须用 GONGKAI_ALLOWED_HOSTS 写明网站的域名，不能用 *")
# Personal data is sealed with these; whoever has the database alone reads none of it.
VAULT_KEYS = vault_keys(environment.text("GONGKAI_VAULT_KEYS"), DATA_DIR, production=PRODUCTION)
CSRF_TRUSTED_ORIGINS = environment.words("GONGKAI_TRUSTED_ORIGINS")

# What the office may say about itself; shown on every page.
OFFICE_NAME = environment.text("GONGKAI_OFFICE_NAME")
OFFICE_PHONE = environment.text("GONGKAI_OFFICE_PHONE")
OFFICE_ADDRESS = environment.text("GONGKAI_OFFICE_ADDRESS")

# How applicants are told that something happened.
globals().update(mail())
SITE_ADDRESS = address("GONGKAI_SITE_ADDRESS")
SMS_URL, SMS_TOKEN = address("GONGKAI_SMS_URL"), environment.text("GONGKAI_SMS_TOKEN")

# Limits on what is uploaded.
MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = environment.number("GONGKAI_MAX_FILE_MB", 20, least=1) * MEGABYTE
MAX_FILES = environment.number("GONGKAI_MAX_FILES", 50, least=1)
MAX_REQUEST_BYTES = environment.number("GONGKAI_MAX_REQUEST_MB", 60, least=1) * MEGABYTE
READING_SECONDS = environment.number("GONGKAI_READING_SECONDS", 30, least=1)
READINGS_AT_ONCE = environment.number("GONGKAI_READINGS_AT_ONCE", 2, least=1)
QUEUE_SECONDS = environment.number("GONGKAI_QUEUE_SECONDS", 600, least=60)
QUEUE_MINUTES = environment.number("GONGKAI_QUEUE_MINUTES", 30, least=5)
QUEUE_FILES = environment.number("GONGKAI_QUEUE_FILES", 200, least=1)
MAX_STATE_BYTES = 6 * MEGABYTE
DRAFT_DAYS = environment.number("GONGKAI_DRAFT_DAYS", 30, least=1)

# Public pages that each process keeps in its memory.
PAGE_CACHE_BYTES = environment.number("GONGKAI_PAGE_CACHE_MB", 64) * MEGABYTE

# Uploaded files stay in memory: a page writes nothing of them to a disk. What has to wait to be read is kept by the
# queue in the database, and erased there.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_REQUEST_BYTES
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_STATE_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_FILES + 1

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "gongkai_web.audit",
    "gongkai_web.vault",
    "gongkai_web.organs",
    "gongkai_web.files",
    "gongkai_web.workflow",
    "gongkai_web.publishing",
    "gongkai_web.catalogues",
    "gongkai_web.affairs",
    "gongkai_web.channels",
    "gongkai_web.redactions",
    "gongkai_web.mailbox",
    "gongkai_web.complaints",
    "gongkai_web.letters",
    "gongkai_web.requests",
    "gongkai_web.disputes",
    "gongkai_web.annual",
    "gongkai_web.campaign",
    "gongkai_web.outside",
    "gongkai_web.search",
    "gongkai_web.office",
    "gongkai_web.applicants",
    "gongkai_web.dossiers",
    "gongkai_web.portal",
    "gongkai_web.research",
    "gongkai_web.export",
    "gongkai_web.reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai_web.portal.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai_web.portal.middleware.request_size",
    "gongkai_web.portal.middleware.readable_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai_web.portal.middleware.Preferences",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "gongkai_web.organs.reading.reading_requests",
    "gongkai_web.office.middleware.own_password_first",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "gongkai_web.config.urls"
WSGI_APPLICATION = "gongkai_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "gongkai_web.portal.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# The search index: a copy, which may lie on a faster disk and need not be backed up.
SEARCH_DIR = Path(environment.text("GONGKAI_SEARCH_DIR", str(DATA_DIR / "search"))).absolute()

# What the research pages ask: made from what is published, and from a corpus of the office's own.
RESEARCH_DIR = Path(environment.text("GONGKAI_RESEARCH_DIR", str(DATA_DIR / "research"))).absolute()
RESEARCH_MEMORY_MB = environment.number("GONGKAI_RESEARCH_MEMORY_MB", 512, least=64)
CORPUS_DIR = environment.folder("GONGKAI_CORPUS")
CORPUS_ADDRESSES = environment.folder("GONGKAI_CORPUS_ADDRESSES")

DATABASES = {"default": database(environment.text("GONGKAI_DATABASE_URL"), DATA_DIR)}

# Who may sign in. There is no sign-up: the security administrator makes the accounts.
AUTH_USER_MODEL = "organs.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai_web.organs.passwords.LengthValidator"},
    {
        "NAME": "gongkai_web.organs.passwords.LikenessValidator",
        "OPTIONS": {"user_attributes": ("account", "full_name", "phone", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "gongkai_web.organs.passwords.KindsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office"
ACCOUNT_ADAPTER = "gongkai_web.organs.adapter.Adapter"
_OWN_FORMS = "gongkai_web.office.account_forms"
ACCOUNT_FORMS = {
    "login": f"{_OWN_FORMS}.SignInForm",
    "change_password": f"{_OWN_FORMS}.PasswordForm",
    "reauthenticate": f"{_OWN_FORMS}.AgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "account"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "gongkai_web.organs.adapter.TwoStepAdapter"
MFA_FORMS = {
    "authenticate": f"{_OWN_FORMS}.CodeForm",
    "reauthenticate": f"{_OWN_FORMS}.CodeAgainForm",
    "activate_totp": f"{_OWN_FORMS}.FirstCodeForm",
}
MFA_TOTP_ISSUER = "公开"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
USERSESSIONS_TRACK_ACTIVITY = True
# Signing in through another system, to an account that is here already; nothing of it is stored.
SIGN_ON = sign_on(production=PRODUCTION)
SOCIALACCOUNT_ADAPTER = "gongkai_web.organs.single_sign_on.SignOnAdapter"
SOCIALACCOUNT_PROVIDERS = SIGN_ON.providers() if SIGN_ON else {}
# Wrong passwords are counted by account and address in the database, whichever process they reach.
AXES_FAILURE_LIMIT = environment.number("GONGKAI_SIGN_IN_TRIES", 5, least=1)
AXES_COOLOFF_TIME = timedelta(minutes=environment.number("GONGKAI_SIGN_IN_PAUSE_MINUTES", 15, least=1))
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "gongkai_web.office.views.entrance.locked_out"
AXES_CLIENT_IP_CALLABLE = "gongkai_web.organs.adapter.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
# allauth has its own limits per process; the database's are the ones that hold.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
SESSION_COOKIE_AGE = environment.number("GONGKAI_SESSION_HOURS", 8, least=1) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {"staticfiles": {"BACKEND": "gongkai_web.config.staticfiles.Storage"}}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "gongkai_web.portal.views.errors.csrf_failure"
if PRODUCTION:
    SECURE_SSL_REDIRECT = environment.flag("GONGKAI_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = environment.number("GONGKAI_HSTS_SECONDS", 31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    if environment.flag("GONGKAI_BEHIND_PROXY"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = 1

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Pieces of a scanned page travel inside the page itself.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF, *([SIGN_ON.origin] if SIGN_ON else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
