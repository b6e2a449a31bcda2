"""Appeals: what was promised to whom, and was it kept? The only door of this context.

Catalogue: CATEGORIES, GROUPS, KINDS, category(code), of_group(code).
Words: STATES, PUBLIC_STATES, OUTCOMES, KNOWN_AS, CHANNELS, EVENTS, HANDS.
Public counts, already masked (no place, no words, nothing of sensitive categories):
    kept(scope, area_id) -> Kept           promises of a beat that came due, and how many were kept
    complaints_hidden(scope, ids)          of these, the complaints about an officer that this person may not know of
    lately(scope, area_id) -> rows of (category, outcome, number) of the last 90 days
    flow(scope, area_id, since, until) -> Flow     received, answered, promises due and kept, within some days
    received_by(scope, path, since, until)         what came to each beat of an area, by its path
Analysis, masked (no words, no names, places to ten metres): for_analysis(scope, paths) -> [AppealEvent],
    last_for_analysis(scope) -> a number that moves when appeals arrive
Research (partnership): for_research(scope, path, since, until) -> answered appeals without words, names and points.
Playing it through: acts.refer(...), acts.answer(...) and the others, each as a person does it (the demonstration).
Papers: answered(scope, limit) -> numbers of the appeals that the own posts answered last.
Bulk: import_past(records, actor=..., invented=...) -> Loaded for each PastAppeal (the demonstration, an import).
Rating: on_answer(listener) is called with `Answered` inside the transaction of every final answer;
on_answer_taken_back(listener) likewise where the officer takes it back within seconds;
on_rating_link(maker) gives the applicant's page the address of the rating of a proof, on_ratings(shower) shows the
final ratings on the desk. on_draft(maker) puts the beginning of an answer into its form (`?draft=` names it).
on_came_of(shower) shows the applicant what came of what an ordinary appeal told.
Looking for problems: tellings(SYSTEM, since) -> Telling, without words and names, nothing sensitive.
What came of it: people_behind(SYSTEM, ids) counts different people; by_code(typed) -> OwnAppeal is what the holder of a
    link brings; news_of_many(ids, step) tells applicants neutrally that there is news at their link.
Other applications: take_in(actor=..., report=..., key=...) -> Receipt registers what one sends for a resident, once for
    each key; for_outside(scope, Sought(...)) -> [Seen], masked but for what the asker sent; steps_outside(scope,
    number, mine) what happened to one of these; diversions(code, answers).
An office where residents are heard: at_office(actor=..., report=..., key=..., body_id=...) registers for a visitor and
    asks a body in the same transaction; came_of_office(scope, ids) -> Standing of each; slip(scope, id, key) is what
    the visitor takes along.
Trying another order of things: replay.past(...), replay.Replay, replay.supposing (see `senim.appeals.replay`);
    rulebook.with_rule(...), rulebook.without_rule(...) are the table as it would be, add_rule and end_rule keep it.
Other systems: imported.hold(...) and imported.update_many(...) carry on what a file of theirs says later;
    on_origin(shower) shows on the desk where an appeal came from; on_step(listener) is called with `Moved` in the
    transaction of every step; for_partner(...) is what a partner may be told, bodies(...) who can be asked,
    act_for_body(...) their step.
Quality: on_time_and_good(on_time, good) counts what is both, item by item (pure).
"""

from senim.appeals import acts, replay
from senim.appeals.actions import imported, rulebook
from senim.appeals.actions.moves import act_for_body
from senim.appeals.actions.office import at_office
from senim.appeals.actions.outside import take_in
from senim.appeals.catalogue import (
    CATEGORIES,
    GROUPS,
    KINDS,
    Answering,
    Category,
    Divert,
    Group,
    Kind,
    Question,
    category,
    diversions,
    of_group,
)
from senim.appeals.conjunction import OnTimeAndGood, on_time_and_good
from senim.appeals.domain import (
    CHANNELS,
    EVENTS,
    HANDS,
    KNOWN_AS,
    OUTCOMES,
    PUBLIC_STATES,
    STATES,
    Channel,
    Hand,
    KnownAs,
    MessageKind,
    Outcome,
    PublicState,
    State,
    Target,
    seen_as,
)
from senim.appeals.forms.keeping import RuleForm
from senim.appeals.forms.parts import phone_or_refuse
from senim.appeals.hooks import (
    Answered,
    Draft,
    Moved,
    OwnAppeal,
    on_answer,
    on_answer_taken_back,
    on_came_of,
    on_draft,
    on_origin,
    on_rating_link,
    on_ratings,
    on_step,
)
from senim.appeals.letters import link, news_of_many
from senim.appeals.past import Loaded, PastAnswer, PastAppeal, import_past
from senim.appeals.presenters.entered import slip
from senim.appeals.report import Contact, Receipt, Report
from senim.appeals.rule_words import in_words as rule_in_words
from senim.appeals.selectors import (
    Kept,
    Telling,
    answered,
    by_code,
    complaints_hidden,
    kept,
    lately,
    own,
    people_behind,
    tellings,
)
from senim.appeals.selectors.analysis import AppealEvent, for_analysis, last_for_analysis
from senim.appeals.selectors.flow import Flow, flow, received_by
from senim.appeals.selectors.office import Asked, Standing, came_of_office
from senim.appeals.selectors.outside import PUBLIC_CATEGORIES, Seen, Sought, Step, for_outside, steps_outside
from senim.appeals.selectors.partner import ForPartner, bodies, for_partner, id_of, with_number
from senim.appeals.selectors.research import ResearchAppeal, for_research

__all__ = [
    "CATEGORIES",
    "CHANNELS",
    "EVENTS",
    "GROUPS",
    "HANDS",
    "KINDS",
    "KNOWN_AS",
    "OUTCOMES",
    "PUBLIC_CATEGORIES",
    "PUBLIC_STATES",
    "STATES",
    "Answered",
    "Answering",
    "AppealEvent",
    "Asked",
    "Category",
    "Channel",
    "Contact",
    "Divert",
    "Draft",
    "Flow",
    "ForPartner",
    "Group",
    "Hand",
    "Kept",
    "Kind",
    "KnownAs",
    "Loaded",
    "MessageKind",
    "Moved",
    "OnTimeAndGood",
    "Outcome",
    "OwnAppeal",
    "PastAnswer",
    "PastAppeal",
    "PublicState",
    "Question",
    "Receipt",
    "Report",
    "ResearchAppeal",
    "RuleForm",
    "Seen",
    "Sought",
    "Standing",
    "State",
    "Step",
    "Target",
    "Telling",
    "act_for_body",
    "acts",
    "answered",
    "at_office",
    "bodies",
    "by_code",
    "came_of_office",
    "category",
    "complaints_hidden",
    "diversions",
    "flow",
    "for_analysis",
    "for_outside",
    "for_partner",
    "for_research",
    "id_of",
    "import_past",
    "imported",
    "kept",
    "last_for_analysis",
    "lately",
    "link",
    "news_of_many",
    "of_group",
    "on_answer",
    "on_answer_taken_back",
    "on_came_of",
    "on_draft",
    "on_origin",
    "on_rating_link",
    "on_ratings",
    "on_step",
    "on_time_and_good",
    "own",
    "people_behind",
    "phone_or_refuse",
    "received_by",
    "replay",
    "rule_in_words",
    "rulebook",
    "seen_as",
    "slip",
    "steps_outside",
    "take_in",
    "tellings",
    "with_number",
]
