"""Every write of the staff context. One transaction each: check, change, audit; the version moves with it."""

from senim.staff.actions.absences import change_absence, come_back, cover, register_absence, report_sick
from senim.staff.actions.holdings import appoint, change_mentor, end_holding, substitute, train
from senim.staff.actions.invitations import accept_invitation, invite, withdraw_invitation
from senim.staff.actions.people import (
    change_profile,
    dismiss,
    set_photo,
    set_shortcuts,
    sign_out_everywhere,
    sign_out_other,
)
from senim.staff.actions.posts import arrange_post, create_post, serve_area, stop_area, update_post
from senim.staff.actions.reassign import reassign
from senim.staff.actions.shifts import drop_shifts, plan_shifts

__all__ = [
    "accept_invitation",
    "appoint",
    "arrange_post",
    "change_absence",
    "change_mentor",
    "change_profile",
    "come_back",
    "cover",
    "create_post",
    "dismiss",
    "drop_shifts",
    "end_holding",
    "invite",
    "plan_shifts",
    "reassign",
    "register_absence",
    "report_sick",
    "serve_area",
    "set_photo",
    "set_shortcuts",
    "sign_out_everywhere",
    "sign_out_other",
    "stop_area",
    "substitute",
    "train",
    "update_post",
    "withdraw_invitation",
]
