"""The sentences of this context that code, not a template, says. The Kazakh ones stand in `locale/kk`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from senim.quality.domain import ContactKind, Criterion, Participant, Solved

REFUSALS = {
    "rating.unknown": _(
        "This link or code is not one of ours, or it was copied with a mistake. "
        "Check it against the letter, the message or the paper you were given."
    ),
    "rating.expired": _("The time to rate this has passed, so the link no longer works."),
    "rating.withdrawn": _("A newer answer was sent to you after this link. Please use the link from the newer answer."),
    "rating.final": _("Your rating has been counted and can no longer be changed. Each link is used once."),
    "rating.staff": _(
        "You are signed in as a member of staff. Only the person who was served may rate, without anybody's help. "
        "Sign out and open your own link if you are that person."
    ),
    "rating.empty": _("Give a mark for at least one of the five questions."),
    "rating.long": _("Your words are too long: please keep to 2,000 characters."),
}

#: Criterion to (its name, the question that the form asks, what helps to judge it).
CRITERIA = {
    Criterion.LAWFUL: (
        _("Lawful"), _("Did the police act by the law?"),
        _("For example, they named the ground and explained your rights."),
    ),
    Criterion.THOROUGH: (
        _("Thorough"), _("Was your matter looked at from all sides?"),
        _("They heard you out and knew what is going on here."),
    ),
    Criterion.TIMELY: (
        _("Timely"), _("Was it done in time?"),
        _("They came when they were needed and answered when they had promised."),
    ),
    Criterion.RESPECTFUL: (
        _("Respectful"), _("Were you treated with respect?"),
        _("Politely, without rudeness."),
    ),
    Criterion.INFORMED: (
        _("Informed"), _("Were you kept informed?"),
        _("You were told what was being done, what comes next and whom to ask."),
    ),
}

#: The five marks in words; "cannot say" is the empty answer.
MARKS = {
    5: _("Yes, fully"),
    4: _("Mostly yes"),
    3: _("Half and half"),
    2: _("Mostly no"),
    1: _("Not at all"),
}
CANNOT_SAY = _("I cannot say")

SOLVED = {
    Solved.YES: pgettext_lazy("is the matter solved", "Yes, solved"),
    Solved.PARTLY: pgettext_lazy("is the matter solved", "Partly"),
    Solved.NO: pgettext_lazy("is the matter solved", "No"),
}
TOO_EARLY = _("Too early to say")

KINDS = {
    ContactKind.APPEAL: pgettext_lazy("what was rated", "Appeal"),
    ContactKind.VISIT: pgettext_lazy("what was rated", "Visit"),
    ContactKind.FRONT_OFFICE: pgettext_lazy("what was rated", "Front office"),
    ContactKind.RECEPTION: pgettext_lazy("what was rated", "Reception"),
    ContactKind.ROAD: pgettext_lazy("what was rated", "Reception on the road"),
    ContactKind.STOP: pgettext_lazy("what was rated", "Stop"),
    ContactKind.PROTOCOL: pgettext_lazy("what was rated", "Protocol"),
    ContactKind.CASE: pgettext_lazy("what was rated", "Case"),
}

PARTICIPANTS = {
    Participant.APPLICANT: pgettext_lazy("part in the case", "Applicant"),
    Participant.VICTIM: pgettext_lazy("part in the case", "Victim"),
    Participant.OFFENDER: pgettext_lazy("part in the case", "Person held liable"),
    Participant.OTHER: pgettext_lazy("part in the case", "Another participant"),
}
