"""What the staff context says no with. Sentences say what to do next; codes are what tests and callers look at."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from senim.kernel import clock, formats
from senim.kernel.errors import Refused

MESSAGES: dict[str, Any] = {
    "not_yours": _("Your post does not allow this. Ask the head of your service."),
    "not_yourself": _("You cannot change your own posts. Ask your superior or the administrator."),
    "reassign_past": _("Who served a beat in the past is not changed. Choose today or a later day."),
    "reassign_nobody": _("A beat needs at least one post. Choose whose it becomes."),
    "period_empty": _("The end has to be after the start. Check the two dates."),
    "period_past": _("The end is in the past. Choose today or a later day."),
    "start_past": _("The start is in the past. Choose today or a later day."),
    "period_long": _("A substitution may last %(days)s days at most. Choose an earlier end."),
    "substitute_end": _("A substitution needs an end. Give the last day."),
    "post_taken": _("Somebody is already on this post in this period. End that first, or choose other days."),
    "post_closed": _("This post is closed. Choose another one."),
    "same_person": _("The holder cannot stand in for himself or herself. Choose another person."),
    "person_left": _("This person has left the service. Choose another one."),
    "blind_and_seeing": _(
        "An administrator or auditor sees no appeals, so the same person cannot hold another post at the same time."
    ),
    "mentor_absent": _("The mentor has to hold this post. Choose the person who holds it."),
    "holding_over": _("This has already ended."),
    "email_taken": _("There is already an account with this e-mail address."),
    "invited_already": _("This person has already been invited. Withdraw the first invitation to send another one."),
    "invitation_gone": _("This invitation no longer works. Ask the person who sent it for a new one."),
    "absence_overlaps": _(
        "These days overlap with an absence that is already in the calendar: %(days)s. Change or end that one first."
    ),
    "absence_over": _("This absence is over already."),
    "stand_in_away": _("%(name)s is away: %(days)s. Choose somebody else, or other days."),
    "covered_already": _("Somebody stands in on every post of this person already."),
    "shift_past": _(
        "%(day)s has passed: by the clock of this system today is %(today)s. "
        "If your device shows another day, its clock is wrong."
    ),
    "shift_far": _("Shifts are written down for at most a year ahead. Check the year."),
    "shift_many": _("At most %(most)s days at once. Choose a shorter period."),
    "shift_none": _("No day was chosen. Choose at least one day of the week in this period."),
    "shift_overlaps": _("There is already a shift in this time: %(day)s, %(times)s. Take it away first, or change the hours."),
    "shift_nobody": _("Nobody is there on %(days)s. Appoint a substitute first, or choose other days."),
    "shift_begun": _("A shift that has begun stays in the calendar."),
    "ring": _("A post cannot report to itself or to a post below it."),
    "code_taken": _("There is already a post with this code."),
    "role_post": _("This role cannot be a post."),
    "reason_unknown": _("Choose why it ends."),
    "locked": _("Too many wrong tries. Sign-in is closed until %(time)s. Then try again, or set a new password."),
    "key_none": _("Press the button: your device then asks for a finger, a face or a PIN."),
    "key_unknown": _("This passkey opens nothing here. Sign in with your password, or try another key."),
    "key_late": _("The page stood open too long, or in two windows. Press the button once more."),
    "key_not_taken": _("The device's answer does not fit this page. Try again; if it happens twice, use another key."),
    "key_unverified": _("This key asked for no finger, face or PIN. Set one up on the key, or use another one."),
    "key_copied": _("This key looks like a copy of another one. Sign in with your password and take the key off."),
    "key_last": _("This is your only second step. Add another passkey or the app first, then take this one off."),
    "keys_many": _("You have %(most)d passkeys already. Take one off that you no longer use."),
    "iin_wrong": _("This cannot be anybody's IIN: the date or the check digit does not agree. Check each digit."),
    "iin_taken": _("There is already an account with this IIN."),
    "national_late": _("This sign-in was begun in another window or too long ago. Begin again."),
    "national_state": _("The answer does not belong to this browser's question. Begin again from the sign-in page."),
    "national_used": _("This answer was used already. Begin again."),
    "national_cancelled": _("You stopped the national sign-in. Nothing has changed."),
    "national_refused": _("The national sign-in did not confirm who you are. Begin again, or use your password."),
    "national_issuer": _("The answer comes from another service than the one set up here. Tell the administrator."),
    "national_audience": _("The answer was meant for another system. Tell the administrator."),
    "national_signature": _("The signature of the answer is wrong. Use your password, and tell the administrator."),
    "national_expired": _("The confirmation has expired. Begin again; if it happens twice, a clock is wrong."),
    "national_nonce": _("This confirmation answers another question. Begin again from the sign-in page."),
    "national_away": _("The national sign-in does not answer now. Use your password or a passkey."),
    "national_unknown": _(
        "This national identity is linked to no account here. Sign in with your password and link it on “My account”. "
        "Without an account ask the head of your service for an invitation."
    ),
    "national_left": _("This account is closed. Ask the head of your service."),
    "national_other": _(
        "This national identity is not yours by what your invitation says: neither the IIN nor the verified e-mail "
        "agrees. Ask the head of your service."
    ),
    "national_taken": _("This national identity is linked to another account already."),
    "national_linked": _("Your account has a national identity already. Take it off first."),
    "area_taken": _("This post already serves this area in this period."),
    "area_unknown": _("There is no such area."),
}


def refusal(code: str, *, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code, ready to raise."""
    return Refused(code, MESSAGES[code], field=field, params=params)


class _Days:
    """Days of an absence, in the language of whoever reads the sentence."""

    def __init__(self, starts_at: datetime, ends_at: datetime) -> None:
        self.first = clock.local(starts_at).date()
        self.last = max(self.first, clock.local(ends_at - timedelta(seconds=1)).date())

    def __str__(self) -> str:
        return formats.period(self.first, self.last, get_language() or "kk")


def days_words(starts_at: datetime, ends_at: datetime) -> object:
    """The days of an absence, both ends with them; words when they are shown."""
    return _Days(starts_at, ends_at)
