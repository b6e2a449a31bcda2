"""Settings. Everything an installation changes is an environment variable that starts with SENIM_."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.utils.translation import gettext_lazy as _

BASE = Path(__file__).resolve().parents[1]


def env(name: str, default: str = "") -> str:
    return os.environ.get(f"SENIM_{name}", default)


def flag(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


#: Where the installation keeps what it makes: database, files, local letters. Never inside the code.
DATA_DIR = Path(env("DATA_DIR") or Path.cwd() / "var")
#: The demonstration: every page says that what it shows is invented, and anybody may read the sign-ins.
DEMO = flag("DEMO")
#: Django's own error pages, for a developer's machine alone.
DEBUG = flag("DEBUG")


def signing_keys() -> list[str]:
    """The key that signs and those that signed before: of the ring (`senim keys`), where one was ever changed."""
    ring = DATA_DIR / "keys.json"
    if not ring.exists():
        return [secret_key()]
    from senim.kernel.keys.ring import signing_of

    return signing_of(ring.read_text())


def secret_key() -> str:
    """The installation's key: from the environment, or made once and kept beside the data."""
    if given := env("SECRET_KEY"):
        return given
    path = DATA_DIR / "secret-key"
    if not path.exists():
        import secrets

        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


SECRET_KEY, *SECRET_KEY_FALLBACKS = signing_keys()
#: Names under which the installation answers, separated by commas.
ALLOWED_HOSTS = env("HOSTS", "localhost,127.0.0.1,[::1]").split(",")
#: The address that people see; links in letters begin with it.
BASE_URL = env("BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]


def database() -> dict[str, object]:
    """SENIM_DATABASE_URL: sqlite:///path or postgres://user:password@host:port/name; SQLite in DATA_DIR without it."""
    url = urlparse(env("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'senim.sqlite3'}")
    if url.scheme == "sqlite":
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.path if url.netloc == "" else url.netloc,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            },
            "CONN_MAX_AGE": None,
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "CONN_MAX_AGE": None,
        # Statements are prepared once for each connection: planning them anew cost as much as running them.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CONTEXTS = [
    "kernel",
    "web",
    "territory",
    "staff",
    "breakglass",
    "ease",
    "documents",
    "knowledge",
    "registers",
    "notices",
    "tips",
    "appeals",
    "quality",
    "incidents",
    "problems",
    "partnership",
    "gatherings",
    "reach",
    "reception",
    "passport",
    "cabinet",
    "offline",
    "workload",
    "rehearsal",
    "concept",
    "portal",
    "exchange",
    "retention",
    "demo",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "leaflet",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    *(f"senim.{name}" for name in CONTEXTS),
]

MIDDLEWARE = [
    "senim.kernel.keys.middleware.KeysMiddleware",
    "senim.web.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "senim.staff.middleware.AccessMiddleware",
]

ROOT_URLCONF = "senim.config.urls"
WSGI_APPLICATION = "senim.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "senim.web.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

AUTH_USER_MODEL = "staff.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "senim.staff.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "senim.staff.passwords.NotCommon"},
    {"NAME": "senim.staff.passwords.NotAboutYou"},
]

#: Sign-in. People come by invitation only, with e-mail, password and a second step (TOTP). Why: docs/adr/0011.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff:home"
ACCOUNT_ADAPTER = "senim.staff.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
#: The lock-out is ours (senim.staff.lockout: rows, so that it holds in every process); allauth's counts in one cache.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reauthenticate": None}
ACCOUNT_FORMS = {
    "login": "senim.staff.signin_forms.LoginForm",
    "reauthenticate": "senim.staff.signin_forms.ReauthenticateForm",
    "reset_password": "senim.staff.signin_forms.ResetPasswordForm",
    "reset_password_from_key": "senim.staff.signin_forms.ResetPasswordKeyForm",
    "change_password": "senim.staff.signin_forms.ChangePasswordForm",
}
MFA_ADAPTER = "senim.staff.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
#: A passkey opens without a password; it always asks for a finger, a face or a PIN. Its limits: staff.passkeys.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "senim.staff.signin_forms.AuthenticateForm",
    "reauthenticate": "senim.staff.signin_forms.CodeAgainForm",
    "activate_totp": "senim.staff.signin_forms.ActivateForm",
    "deactivate_totp": "senim.staff.signin_forms.DeactivateForm",
    "generate_recovery_codes": "senim.staff.signin_forms.RecoveryForm",
    "add_webauthn": "senim.staff.passkey_forms.AddForm",
    "edit_webauthn": "senim.staff.passkey_forms.EditForm",
    "login_webauthn": "senim.staff.passkey_forms.LoginForm",
    "authenticate_webauthn": "senim.staff.passkey_forms.AuthenticateForm",
    "reauthenticate_webauthn": "senim.staff.passkey_forms.AgainForm",
}
#: Sign-in with a national identity (OpenID Connect): the provider's address, exactly as its tokens name it; empty: off.
OIDC_ISSUER = env("OIDC_ISSUER")
#: Our name at that provider. Its return address: BASE_URL/kk/staff/sign-in/national/back/.
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID")
#: Our secret at that provider; empty where it gives none (PKCE protects the code either way).
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET")
#: What we ask the provider for, separated by blanks.
OIDC_SCOPE = env("OIDC_SCOPE", "openid email")
#: The claim in which the provider says the IIN.
OIDC_IIN_CLAIM = env("OIDC_IIN_CLAIM", "iin")
PASSWORD_RESET_TIMEOUT = 2 * 3600
#: Minutes within which wrong sign-in tries are counted.
STAFF_LOCK_WINDOW = int(env("LOCK_WINDOW", "15"))
#: Wrong tries of one e-mail from one address before the lock-out.
STAFF_LOCK_TRIES = int(env("LOCK_TRIES", "5"))
#: Wrong tries of one e-mail from anywhere before the lock-out.
STAFF_LOCK_TRIES_EMAIL = int(env("LOCK_TRIES_EMAIL", "30"))
#: Wrong tries from one address, whatever the e-mail, before the lock-out.
STAFF_LOCK_TRIES_ADDRESS = int(env("LOCK_TRIES_ADDRESS", "60"))
#: Hours after which a session ends, used or not.
STAFF_SESSION_HOURS = int(env("SESSION_HOURS", "12"))
#: Minutes without use after which a session ends.
STAFF_IDLE_MINUTES = int(env("IDLE_MINUTES", "30"))
SESSION_COOKIE_AGE = STAFF_SESSION_HOURS * 3600
#: Hours for which an invitation is good.
STAFF_INVITATION_HOURS = int(env("INVITATION_HOURS", "72"))
#: The longest substitution, in days.
STAFF_SUBSTITUTION_DAYS = int(env("SUBSTITUTION_DAYS", "183"))
#: How many proxies of our own stand before us; their entries of X-Forwarded-For are believed, nobody else's.
TRUSTED_PROXIES = int(env("TRUSTED_PROXIES", "0"))

#: Requests a second that one network address may make of each web process, twice as many at once; 0 sets no limit. A
#: whole town may stand behind one address of a mobile network.
REQUESTS_FROM_ADDRESS = float(env("REQUESTS_FROM_ADDRESS", "30"))

#: Reports that one network address may begin within ten minutes in each web process; 0 sets no limit.
DRAFTS_FROM_ADDRESS = int(env("DRAFTS_FROM_ADDRESS", "600"))
#: Calls of other applications (Open311, REST) from one network address within ten minutes in each web process; 0 sets
#: no limit.
CALLS_FROM_ADDRESS = int(env("CALLS_FROM_ADDRESS", "3000"))

#: Seconds for which an officer may take a step back; letters wait as long. 0 lets everything stand at once.
UNDO_SECONDS = int(env("UNDO_SECONDS", "10"))

#: Bytes of arrays of incidents that each process keeps ready; 64 MB hold about a million events.
INCIDENTS_MEMORY_BYTES = int(env("INCIDENTS_MEMORY_BYTES", str(64 * 1024 * 1024)))

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "senim.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
#: Whether people come by HTTPS: cookies are then sent by HTTPS only.
HTTPS = flag("HTTPS")
#: Seconds for which a browser is told to come by HTTPS only; 0 says nothing. Set it when the certificate is proved.
SECURE_HSTS_SECONDS = int(env("HSTS_SECONDS", "0"))
#: Where quick exit leads: a page that tells a watcher nothing (the weather).
QUICK_EXIT_URL = env("QUICK_EXIT_URL", "https://www.kazhydromet.kz/")
#: West, south, east and north of the land, in degrees: places outside are refused. Kazakhstan without it.
TERRITORY_BOX = tuple(float(one) for one in env("TERRITORY_BOX", "46,40,88,56").split(","))
#: The origin of map tiles, where the installation owns a tile server ("https://tiles.example.kz"); empty: no tiles.
MAP_TILE_ORIGIN = env("MAP_TILE_ORIGIN")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

#: An upload may hold five files of FILE_MAX_BYTES; more is refused before it is read.
FILE_MAX_BYTES = int(env("FILE_MAX_BYTES", str(25 * 1024 * 1024)))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 6
FILE_UPLOAD_TEMP_DIR = None

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

#: Who signs documents: "password" (the password once more), "fake-national" (a rehearsal of the national digital
#: signature, marked on every paper as without force), or the path of a class of an adapter (senim.documents.signing).
DOCUMENT_SIGNER = env("DOCUMENT_SIGNER", "password")

#: How letters leave: "file" keeps them in DATA_DIR/letters (the demonstration), "smtp" sends them.
LETTER_TRANSPORT = env("LETTER_TRANSPORT", "file")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
#: The SMTP server for letters.
EMAIL_HOST = env("SMTP_HOST", "localhost")
#: Its port.
EMAIL_PORT = int(env("SMTP_PORT", "25"))
#: The user for it, where it asks for one.
EMAIL_HOST_USER = env("SMTP_USER")
#: The password of that user.
EMAIL_HOST_PASSWORD = env("SMTP_PASSWORD")
#: Whether to speak TLS with it (STARTTLS).
EMAIL_USE_TLS = flag("SMTP_TLS")
#: From whom letters come.
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "senim@localhost")
#: The HTTP gateway for SMS; empty: no SMS leaves.
SMS_GATEWAY_URL = env("SMS_GATEWAY_URL")
#: The key that the gateway asks for.
SMS_GATEWAY_KEY = env("SMS_GATEWAY_KEY")
#: Signs what goes to webhooks; the receiver knows it too.
HOOK_KEY = env("HOOK_KEY")
#: After each batch the purge rests so many times as long as the batch took.
PURGE_RESTS = int(env("PURGE_RESTS", "3"))
#: Who keeps the daily digest of the audit log elsewhere: addresses, separated by commas.
AUDIT_DIGEST_TO = [address for address in env("AUDIT_DIGEST_TO").split(",") if address]

#: Where copies are made by themselves: another disk or machine; empty: none are.
BACKUP_DIR = env("BACKUP_DIR")
#: The public keys that scheduled copies are sealed for (`senim backup --new-key FILE`), separated by commas.
BACKUP_TO = [key for key in env("BACKUP_TO").split(",") if key]
#: Hours between two scheduled copies.
BACKUP_HOURS = int(env("BACKUP_HOURS", "24"))
#: How many scheduled copies are kept; older ones are removed.
BACKUP_KEEP = int(env("BACKUP_KEEP", "14"))

#: Private networks to which events of partners may be sent ("10.20.0.0/16"), separated by commas; elsewhere they go to
#: public addresses alone, and by HTTPS alone.
EXCHANGE_NETWORKS = [one.strip() for one in env("EXCHANGE_NETWORKS").split(",") if one.strip()]

#: Decoded pixels of one picture; a camera's JPEG may have more, because it is decoded smaller.
FILE_MAX_PIXELS = int(env("FILE_MAX_PIXELS", "24000000"))
#: Below this much room on the disk uploads are refused, so that the database keeps its own.
FILE_MIN_FREE_BYTES = int(env("FILE_MIN_FREE_BYTES", str(500 * 1024 * 1024)))

#: Further registers that officers may look into, besides the files in DATA_DIR/registers: classes, separated by commas.
REGISTERS = [name for name in env("REGISTERS").split(",") if name]

#: `senim serve`: web processes.
WEB_WORKERS = int(env("WEB_WORKERS", "2"))
#: `senim serve`: threads of each web process.
WEB_THREADS = int(env("WEB_THREADS", "4"))
#: `senim serve`: the address it listens on.
WEB_BIND = env("WEB_BIND", "127.0.0.1:8000")

#: One handler, to the terminal or whoever keeps what is written there; secrets of addresses are put out of sight first.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "senim.kernel.logs.NoSecrets"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_secrets"], "formatter": "line"}},
    #: How much is written to the console: DEBUG, INFO, WARNING, ERROR.
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    # Django brings handlers of its own; everything goes to the one above.
    # Pillow writes out the hidden data of each photo at DEBUG: who took it, where.
    "loggers": {
        **{name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
        "PIL": {"level": "INFO"},
        # It writes out whose key opened the door.
        "fido2": {"level": "WARNING"},
    },
}
