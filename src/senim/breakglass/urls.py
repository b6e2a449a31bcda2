from django.urls import path

from senim.breakglass import views

app_name = "breakglass"
urlpatterns = [
    path("", views.open_record, name="open"),
    path("reviews/", views.reviews, name="reviews"),
    path("<int:opening_id>/", views.record, name="record"),
    path("<int:opening_id>/end/", views.end, name="end"),
    path("<int:opening_id>/review/", views.review, name="review"),
]
