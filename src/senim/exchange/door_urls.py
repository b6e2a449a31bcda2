from django.urls import path

from senim.exchange.views import door

app_name = "exchange_door"
urlpatterns = [path("v1/<slug:code>/events", door.hear, name="hear")]
