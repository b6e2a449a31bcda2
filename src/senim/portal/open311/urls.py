from django.urls import path

from senim.portal.open311 import views

app_name = "open311"
urlpatterns = [
    path("discovery.<str:form>", views.discovery, name="discovery"),
    # Clients that know one address alone look for it there.
    path("v2/discovery.<str:form>", views.discovery, name="discovery-here"),
    path("v2/services.<str:form>", views.services, name="services"),
    path("v2/services/<str:code>.<str:form>", views.definition, name="definition"),
    path("v2/requests.<str:form>", views.requests, name="requests"),
    path("v2/requests/<str:number>.<str:form>", views.one_request, name="request"),
    path("v2/tokens/<str:name>.<str:form>", views.token, name="token"),
    path("", views.nowhere, {"rest": ""}, name="root"),
    path("<path:rest>", views.nowhere, name="nowhere"),
]
