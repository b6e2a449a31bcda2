"""Every write of the staff context. One transaction each: check, change, audit; the version moves with it."""

from senim.staff.actions.holdings import appoint, end_holding, substitute, train
from senim.staff.actions.invitations import accept_invitation, invite, withdraw_invitation
from senim.staff.actions.people import (
    change_profile,
    dismiss,
    register_absence,
    set_photo,
    sign_out_everywhere,
    sign_out_other,
)
from senim.staff.actions.posts import arrange_post, create_post, serve_area, stop_area, update_post

__all__ = [
    "accept_invitation",
    "appoint",
    "arrange_post",
    "change_profile",
    "create_post",
    "dismiss",
    "end_holding",
    "invite",
    "register_absence",
    "serve_area",
    "set_photo",
    "sign_out_everywhere",
    "sign_out_other",
    "stop_area",
    "substitute",
    "train",
    "update_post",
    "withdraw_invitation",
]
