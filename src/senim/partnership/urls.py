from django.urls import path

from senim.partnership.views import bodies, control, sessions

app_name = "partnership"
urlpatterns = [
    path("", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.found_body, name="found_body"),
    path("bodies/<int:body_id>/", bodies.body, name="body"),
    path("bodies/<int:body_id>/change/", bodies.change_body, name="change_body"),
    path("bodies/<int:body_id>/end/", bodies.end_body, name="end_body"),
    path("bodies/<int:body_id>/members/new/", bodies.add_member, name="add_member"),
    path("bodies/<int:body_id>/trainings/new/", bodies.record_training, name="record_training"),
    path("bodies/<int:body_id>/sessions/new/", sessions.plan, name="plan_session"),
    path("members/<int:member_id>/end/", bodies.end_member, name="end_member"),
    path("sessions/<int:session_id>/", sessions.session, name="session"),
    path("sessions/<int:session_id>/move/", sessions.move, name="move_session"),
    path("sessions/<int:session_id>/cancel/", sessions.cancel, name="cancel_session"),
    path("sessions/<int:session_id>/attendance/", sessions.attendance, name="attendance"),
    path("sessions/<int:session_id>/items/new/", sessions.bring_item, name="bring_item"),
    path("sessions/<int:session_id>/close/", sessions.close, name="close_minutes"),
    path("sessions/<int:session_id>/correct/", sessions.correct, name="correct_minutes"),
    path("sessions/<int:session_id>/minutes/", sessions.minutes_page, name="minutes"),
    path("items/<int:item_id>/drop/", sessions.drop_item, name="drop_item"),
    path("items/<int:item_id>/materials/new/", sessions.add_material, name="add_material"),
    path("items/<int:item_id>/record/", sessions.record_item, name="record_item"),
    path("items/<int:item_id>/decide/", sessions.decide, name="decide"),
    path("materials/<int:material_id>/", sessions.material, name="material"),
    path("decisions/", control.decisions, name="decisions"),
    path("decisions/<int:decision_id>/", control.decision, name="decision"),
    path("decisions/<int:decision_id>/<slug:way>/", control.step, name="decision_step"),
]
