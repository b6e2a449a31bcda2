"""Addresses of the appeals context. Residents' are short: they are read out and typed."""

from django.urls import path

from senim.appeals.views import beginnings, bodies, desk, entry, follow, head, referral, report, rulebook

app_name = "appeals"

urlpatterns = [
    path("report/", report.start, name="start"),
    path("report/now/", report.emergency, name="emergency"),
    path("report/<str:token>/check/", report.check, name="check"),
    path("report/<str:token>/leave/", report.leave, name="leave"),
    path("report/<str:token>/help/<slug:where>/", report.divert, name="divert"),
    path("report/<str:token>/files/<int:file_id>/remove/", report.remove_file, name="remove_file"),
    *(path(f"report/<str:token>/{code}/", report.step, {"code": code}, name=f"step_{code}") for code in report.ORDER),
    path("follow/", follow.find, name="find"),
    path("a/<str:secret>/", follow.follow, name="follow"),
    path("a/<str:secret>/receipt/", follow.receipt, name="receipt"),
    path("a/<str:secret>/letter/", follow.letter, name="applicant_letter"),
    path("a/<str:secret>/add/", follow.add, name="add"),
    path("a/<str:secret>/withdraw/", follow.withdraw, name="withdraw"),
    path("a/<str:secret>/council/", follow.council, name="council"),
    path("a/<str:secret>/reopen/", follow.reopen, name="reopen"),
    path("a/<str:secret>/solved/", follow.solved, name="solved"),
    path("a/<str:secret>/file/<int:file_id>/", follow.file, name="applicant_file"),
    path("referral/<str:secret>/", referral.referral, name="referral"),
    path("desk/", desk.queue, name="queue"),
    path("desk/area/", desk.area, name="area"),
    path("desk/enter/", entry.enter, name="enter"),
    path("desk/load/", head.load, name="load"),
    path("desk/reopenings/", head.reopenings, name="reopenings"),
    path("desk/rules/", head.rules, name="rules"),
    path("desk/offers/<int:transfer_id>/", desk.decide_transfer, name="decide_transfer"),
    path("desk/rules/change/", rulebook.rules, name="rulebook"),
    path("desk/rules/add/", rulebook.add, name="add_rule"),
    path("desk/rules/<int:rule_id>/end/", rulebook.end, name="end_rule"),
    path("desk/rules/<int:rule_id>/move/", rulebook.move, name="move_rule"),
    path("desk/keeping/beginnings/", beginnings.beginnings, name="beginnings"),
    path("desk/keeping/beginnings/add/", beginnings.add, name="add_beginning"),
    path("desk/keeping/beginnings/<int:template_id>/", beginnings.change, name="change_beginning"),
    path("desk/keeping/bodies/", bodies.bodies, name="bodies"),
    path("desk/keeping/bodies/add/", bodies.add, name="add_body"),
    path("desk/keeping/bodies/table/", bodies.table, name="bodies_table"),
    path("desk/keeping/bodies/<int:body_id>/", bodies.change, name="change_body"),
    path("desk/keeping/bodies/<int:body_id>/switch/", bodies.switch, name="switch_body"),
    path("desk/<str:number>/", desk.desk, name="desk"),
    path("desk/<str:number>/letter/", desk.letter, name="letter"),
    path("desk/<str:number>/identity/", desk.identity, name="identity"),
    path("desk/<str:number>/file/<int:file_id>/", desk.file, name="desk_file"),
    path("desk/<str:number>/now/<slug:name>/", desk.simple, name="simple"),
    path("desk/<str:number>/<slug:name>/", desk.act, name="act"),
]
