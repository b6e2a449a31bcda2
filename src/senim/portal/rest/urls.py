import re

from django.urls import path

from senim.portal.rest import entry
from senim.portal.rest.table import by_path

app_name = "api"
#: The beginning without its last stroke, as GDAL asks for it.
bare = entry.view_of(by_path()["/"])
urlpatterns = [
    *(
        path(re.sub(r"{(\w+)}", r"<str:\1>", where[1:]), entry.view_of(methods), name=next(iter(methods.values())).name)
        for where, methods in by_path().items()
    ),
    path("<path:rest>", entry.nowhere, name="nowhere"),
]
