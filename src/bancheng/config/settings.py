"""The one settings module. What an administrator may change comes from the environment:

BANCHENG_DATA       folder for database, keys and attachments (default: var/ in the repository)
DATABASE_URL        sqlite:///path or postgres://user:password@host/name
BANCHENG_STANDARDS  folder of the standards        BANCHENG_CALENDARS  folder of the calendars
BANCHENG_HOSTS      host names served, by comma    BANCHENG_ORIGINS    https origins, by comma
BANCHENG_HTTPS=1    behind a proxy with https      BANCHENG_DEBUG=1    developers only
BANCHENG_OIDC_…     the organisation's own sign-in, see config/organisation.py
BANCHENG_PUBLIC     address at which petitioners reach their pages from outside, for codes on paper
"""

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF

from bancheng.config import database, environment, organisation, secret_key
from bancheng.library import places

BANCHENG_DATA = places.data_dir()

DEBUG = environment.flag("BANCHENG_DEBUG")
SECRET_KEY = secret_key.read_or_make(BANCHENG_DATA)
ALLOWED_HOSTS = environment.words("BANCHENG_HOSTS", "localhost,127.0.0.1,[::1]")
BANCHENG_PUBLIC = environment.text("BANCHENG_PUBLIC", "")
CSRF_TRUSTED_ORIGINS = environment.words("BANCHENG_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "bancheng.config",
    "bancheng.journal",
    "bancheng.people",
    "bancheng.wire",
    "bancheng.files",
    "bancheng.clients",
    "bancheng.identity",
    "bancheng.casework",
    "bancheng.items",
    "bancheng.notices",
    "bancheng.improvement",
    "bancheng.counter",
    "bancheng.meetings",
    "bancheng.petitioner",
    "bancheng.channels",
    "bancheng.webhooks",
    "bancheng.workbench",
    "bancheng.running",
    "bancheng.figures",
    "bancheng.ledgers",
    "bancheng.papers",
    "bancheng.bulletin",
    "bancheng.scoring",
    "bancheng.revisit",
    "bancheng.exchange",
    "bancheng.archive",
    "bancheng.web",
]

# Rooms above the write door that keep something of their own about a case, or do something after
# an act: casework calls them by these names, since it may not know them.
# each takes a case number; called in the transaction that erases a case's personal details
FORGET_WITH_A_CASE: tuple[str, ...] = (
    "bancheng.workbench.draft_ends.forget_with_case",
    "bancheng.counter.likeness.forget_case",
    "bancheng.counter.answers.forget_case",
    "bancheng.casework.handover.forget_case",
    "bancheng.casework.leader_work.forget_case",
    "bancheng.notices.notice.forget_case",
    "bancheng.workbench.presence.forget_case",
    "bancheng.improvement.forget.forget_case",
    "bancheng.figures.came_again.forget_case",
    "bancheng.bulletin.remarks.forget_case",
    "bancheng.scoring.exempting.forget_case",
    "bancheng.scoring.objecting.forget_case",
    "bancheng.petitioner.forgetting.forget_case",
    "bancheng.wire.letters.forget_case",
    "bancheng.exchange.receipts.forget_case",
    "bancheng.channels.forgetting.forget_case",
    "bancheng.channels.sms.arriving.forget_case",
)
# each takes the time; called after the clock's own commands, outside any transaction
AFTER_EACH_TICK: tuple[str, ...] = (
    "bancheng.casework.tidying.tidy",
    "bancheng.notices.spreading.run",
    "bancheng.workbench.draft_ends.sweep",
    "bancheng.workbench.presence.sweep",
    "bancheng.files.sweep.sweep",
    "bancheng.counter.forgetting.forget_old",
    "bancheng.improvement.causes.gather",
    "bancheng.figures.catching_up.run",
    "bancheng.figures.keeping.run",
    "bancheng.ledgers.gathering.gather",
    "bancheng.ledgers.upload_row.forget_old",
    "bancheng.ledgers.exporting.sweep",
    "bancheng.revisit.gathering.gather",
    "bancheng.exchange.counting.run",
    "bancheng.archive.keeping.sweep",
    "bancheng.petitioner.following.run",
    "bancheng.clients.hearing.forget_old",
    "bancheng.channels.setups.tell",
    "bancheng.webhooks.telling.run",
    "bancheng.wire.rounds.run",
)
# kinds of channel (adapters), and what takes letters out by the word a road begins with
CHANNELS: tuple[str, ...] = (
    "bancheng.channels.hotline.adapter.Hotline",
    "bancheng.channels.zone.Zone",
    "bancheng.channels.sms.adapter.Sms",
    "bancheng.channels.web_handover.WebHandover",
    "bancheng.channels.service_rating.adapter.ServiceRating",
    "bancheng.channels.robots.adapters.WeComRobot",
    "bancheng.channels.robots.adapters.DingTalkRobot",
    "bancheng.channels.mail.Mail",
)
# roads by which notices reach staff outside the program, for whoever chose one
NOTICE_SENDERS: dict[str, str] = {
    "sms": "bancheng.channels.sms.staff.SmsNotices",
    "mail": "bancheng.channels.mail.MailNotices",
}
ROADS: dict[str, str] = {
    "channel": "bancheng.channels.setups.carry",
    "files": "bancheng.channels.hotline.fetching.carry",
    "webhook": "bancheng.webhooks.carrying.carry",
}
# lines of the health page from rooms that running may not know: each takes the time and gives a
# name, how it stands, and what to do, which is empty where nothing is
HEALTH_LINES: tuple[str, ...] = (
    "bancheng.channels.shut_out.health",
    "bancheng.channels.failing.health",
)
# only so that partner programs for trying things out may stand on the same machine
CALLS_TO_THIS_MACHINE = environment.flag("BANCHENG_CALLS_TO_THIS_MACHINE")
# certificates of authorities that only an office's own network knows
TRUSTED_AUTHORITIES = environment.text("BANCHENG_AUTHORITIES", "")
# the service that the organisation's people sign in by; its host may be called
OIDC = organisation.read()
PLACES_BY_ENVIRONMENT = organisation.places(OIDC)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bancheng.web.old_browser.OldBrowser",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bancheng.people.sessions.SessionLimits",
    "bancheng.people.first_password.FirstPassword",
    "bancheng.identity.set_up_first.SetUpFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # last, as it must see the answer of whichever view refused a sign-in
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "bancheng.config.urls"
WSGI_APPLICATION = "bancheng.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bancheng.web.workbench.appearance.look",
            ],
        },
    }
]

# ATOMIC_REQUESTS stays off: the write door opens and closes its own transaction (decision 0007).
DATABASES = {
    "default": database.parse(
        environment.text("DATABASE_URL", "sqlite:///bancheng.sqlite3"), BANCHENG_DATA
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# what is sent is held in memory only: no stranger's papers in the system's temporary folder
FILE_UPLOAD_HANDLERS = ["bancheng.files.receiving.Receiver"]

STATIC_URL = "static/"
# files are served from the apps themselves, so that no collecting step can be forgotten
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# name and address together: a hall shares one address, and a name alone would let anybody lock out
# a colleague
AXES_CLIENT_IP_CALLABLE = "bancheng.people.whence.address_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
# never on record beside a wrong try, whatever form it was typed into
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "password", "old", "again"]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "bancheng.web.wrong.forged"
CSRF_COOKIE_SAMESITE = "Lax"

HTTPS = environment.flag("BANCHENG_HTTPS")
# https ends at a proxy in front of us, which says so in this header
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=180).total_seconds()) if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
