import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senim.config.settings")
house = get_wsgi_application()

# After the house: both read the settings.
from django.conf import settings  # noqa: E402

from senim.web.gate import Gate  # noqa: E402

application = Gate(house, settings.REQUESTS_FROM_ADDRESS, settings.TRUSTED_PROXIES)
