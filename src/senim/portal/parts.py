"""The own parts of the page of a beat: who, where, promises, ratings, what was done; with their query counts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.cabinet import api as cabinet
from senim.gatherings import api as gatherings
from senim.incidents import api as incidents
from senim.kernel.scoping import PUBLIC, Role
from senim.notices import api as notices
from senim.passport import api as passport
from senim.portal import presenters
from senim.portal.domain import Vector, pooled
from senim.portal.slots import Beat, Part, register
from senim.problems import api as problem_files
from senim.quality import api as quality
from senim.reception import api as receptions
from senim.staff import api as staff
from senim.territory import api as territory

POINTS_SHOWN = 3


def inspector(beat: Beat) -> Part:
    """Who serves here, when they receive, who stands in, and whom to call when nobody is there. 0 queries."""
    serving = staff.serving(beat.area.id, Role.INSPECTOR, beat.at, beat.language)
    card = staff.officer_card(serving.post_id, beat.language, beat.at) if serving else None
    post = staff.post_info(serving.post_id) if serving else None
    duty = staff.duty_unit(beat.area.id, beat.at)
    # Hours of an empty chair are no promise: while nobody stands in, the calendar below says when somebody is back.
    gone = staff.away(serving.post_id, beat.at, beat.language) if serving else None
    return Part(_("Your inspector"), "portal/parts/inspector.html", {
        "officer": card,
        "opening": presenters.opening(post.hours, beat) if post and not (gone and not gone.covered) else {},
        "duty": staff.officer_card(duty, beat.language, beat.at) if duty else None,
    })


def presence(beat: Beat) -> Part | None:
    """Who is there this week and next. 0 queries from memory."""
    shown = staff.presence_of(beat.area.id, beat.at, beat.language)
    if shown is None:
        return None
    url = reverse("portal:calendar", args=[beat.area.code])
    return Part(_("Who is there this week and next"), staff.PRESENCE_PART, {**shown, "url": url})


def points(beat: Beat) -> Part | None:
    """Points of the beat, or else those of the areas around it. 0 queries."""
    around = [beat.area, *reversed(territory.ancestors(beat.area.id))]
    found = next((here for area in around if (here := territory.points_of(area.id))), [])[:POINTS_SHOWN]
    if not found:
        return None
    rows = [presenters.point(one, beat) for one in found]
    return Part(_("Where to find the police"), "portal/parts/points.html", {"points": rows})


def reception(beat: Beat) -> Part | None:
    """How one is received here: simply come, book a time, receptions on the road. 0 queries."""
    shown = receptions.on_beat(beat.area.id, beat.area.path, beat.language, beat.at)
    return Part(receptions.ON_BEAT_TITLE.in_(beat.language), receptions.ON_BEAT, shown) if shown else None


def promises(beat: Beat) -> Part:
    """Promises kept, with their intervals. 1 query."""
    return Part(_("Promises kept"), "portal/parts/stats.html", {
        "stats": presenters.promises(quality.promises(beat.area.id)),
        "sentence": _("Every figure opens its definition, date, number of cases, interval and source."),
    })


def ratings(beat: Beat) -> Part:
    """Ratings, or why not yet. 1 query."""
    found = quality.published(beat.area.id)
    return Part(_("How people rate the service"), "portal/parts/ratings.html", presenters.ratings(found, beat.at))


def lately(beat: Beat) -> Part | None:
    """What was answered in the last 90 days, rare kinds pooled. 1 query."""
    rows = appeals.lately(PUBLIC, beat.area.id)
    deeds = pooled((presenters.nameable(code), outcome, times) for code, outcome, times in rows)
    if not deeds:
        return None
    shown = presenters.deeds(deeds, beat.language)
    return Part(_("What was done in the last 90 days"), "portal/parts/lately.html", shown)


def recorded(beat: Beat) -> Part | None:
    """What was recorded here in twelve whole months, pooled, with intervals. 0 queries from memory."""
    shown = incidents.year_for(beat.area.path, beat.at, beat.language)
    if shown is None:
        return None
    return Part(incidents.YEAR.in_(beat.language), incidents.YEAR_TEMPLATE, shown)


def problems(beat: Beat) -> Part | None:
    """Problems that are worked on here, as far as residents may know of them. 1 query."""
    found = problem_files.on_beat(PUBLIC, beat.area.path, beat.language)
    if not found:
        return None
    return Part(problem_files.ON_BEAT_TITLE, problem_files.ON_BEAT, {"problems": found, "code": beat.area.code})


def meetings(beat: Beat) -> Part | None:
    """Meetings, open days and hearings: to come and held; what was promised there. 3 queries."""
    shown = gatherings.on_beat(beat.area.path, beat.at)
    if shown is None:
        return None
    return Part(gatherings.ON_BEAT.in_(beat.language), gatherings.PART, {**shown, "code": beat.area.code})


def social_map(beat: Beat) -> Part | None:
    """Schools, services and leaders, as far as the inspector shows them to everyone. 1 query."""
    shown = passport.on_beat(beat.area.id, beat.language)
    if shown is None:
        return None
    return Part(passport.TITLE.in_(beat.language), passport.PART, {**shown, "code": beat.area.code})


def report(beat: Beat) -> Part | None:
    """What the inspector reported to residents last. 1 query."""
    shown = cabinet.report_of(beat.area.id, beat.area.code, beat.language)
    if shown is None:
        return None
    return Part(cabinet.REPORT_TITLE.in_(beat.language), cabinet.REPORT_PART, shown)


def told(beat: Beat) -> Part | None:
    """What residents are told today: searches, warnings, news. 0 queries from memory."""
    shown = notices.part(beat.area, beat.language)
    return Part(notices.CURRENT.in_(beat.language), notices.PART, shown) if shown else None


def register_own() -> None:
    """Put the portal's parts into their vectors."""
    register(Vector.ACCESS, "portal.inspector", inspector, order=10)
    register(Vector.ACCESS, "portal.presence", presence, order=15)
    register(Vector.ACCESS, "portal.points", points, order=20)
    register(Vector.ACCESS, "reception.on_beat", reception, order=15)
    register(Vector.QUALITY, "portal.promises", promises, order=10)
    register(Vector.QUALITY, "portal.ratings", ratings, order=20)
    register(Vector.PREVENTION, "notices.current", told, order=5)
    register(Vector.PREVENTION, "portal.lately", lately, order=10)
    register(Vector.PREVENTION, "incidents.year", recorded, order=20)
    register(Vector.PARTNERSHIP, "cabinet.report", report, order=5)
    register(Vector.PARTNERSHIP, "problems.on_beat", problems, order=10)
    register(Vector.PARTNERSHIP, "portal.meetings", meetings, order=10)
    register(Vector.PARTNERSHIP, "passport.map", social_map, order=30)
