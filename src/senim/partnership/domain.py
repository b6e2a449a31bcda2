"""What bodies, sessions, decisions and meetings are: kinds, states, who is entitled, and when a session has a quorum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from senim.kernel.labels import Label


class BodyKind(StrEnum):
    """A body in which several institutions decide together."""

    GROUP = "group"
    COMMISSION = "commission"
    COUNCIL = "council"


BODY_KINDS: dict[BodyKind, Label] = {
    BodyKind.GROUP: Label(
        "Қауіпсіздікті қамтамасыз ету жөніндегі ведомствоаралық топ",
        "Межведомственная группа по обеспечению безопасности",
        "Interagency group for safety",
    ),
    BodyKind.COMMISSION: Label(
        "Әкімдік жанындағы құқық бұзушылық профилактикасы жөніндегі комиссия",
        "Комиссия по профилактике правонарушений при акимате",
        "Commission for the prevention of offences at the akimat",
    ),
    BodyKind.COUNCIL: Label("Қоғамдық кеңес", "Общественный совет", "Public council"),
}


class Sector(StrEnum):
    """Where a member comes from: the sectors of the Karaganda group (seed 000, section 3.1) and what joined them."""

    POLICE = "police"
    PROSECUTION = "prosecution"
    HEALTH = "health"
    EDUCATION = "education"
    SOCIAL = "social"
    AKIMAT = "akimat"
    CIVIC = "civic"
    ACADEMIC = "academic"
    BUSINESS = "business"


SECTORS: dict[Sector, Label] = {
    Sector.POLICE: Label("ішкі істер", "внутренние дела", "internal affairs"),
    Sector.PROSECUTION: Label("прокуратура", "прокуратура", "prosecution"),
    Sector.HEALTH: Label("денсаулық сақтау", "здравоохранение", "health care"),
    Sector.EDUCATION: Label("білім беру", "образование", "education"),
    Sector.SOCIAL: Label("халықты әлеуметтік қорғау", "социальная защита населения", "social protection"),
    Sector.AKIMAT: Label("әкімдік", "акимат", "akimat"),
    Sector.CIVIC: Label("қоғам өкілі", "представитель общества", "civil society"),
    Sector.ACADEMIC: Label("жоғары оқу орны", "высшее учебное заведение", "university"),
    Sector.BUSINESS: Label("кәсіпкерлер", "предприниматели", "business"),
}


class Seat(StrEnum):
    """What a member is in the body."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"


SEATS: dict[Seat, Label] = {
    Seat.CHAIR: Label("төраға (басшы)", "председатель (руководитель)", "chair"),
    Seat.DEPUTY: Label("төрағаның орынбасары", "заместитель председателя", "deputy chair"),
    Seat.SECRETARY: Label("хатшы", "секретарь", "secretary"),
    Seat.MEMBER: Label("мүше", "член", "member"),
}


class QuorumKind(StrEnum):
    """How the founding act writes the quorum."""

    AT_LEAST = "at_least"
    SHARE = "share"
    MORE_THAN = "more_than"


QUORUM_KINDS: dict[QuorumKind, Label] = {
    QuorumKind.AT_LEAST: Label("кемінде осынша мүше", "не менее стольких членов", "at least so many members"),
    QuorumKind.SHARE: Label(
        "мүшелердің кемінде осынша пайызы",
        "не менее стольких процентов членов",
        "at least this per cent of the members",
    ),
    QuorumKind.MORE_THAN: Label(
        "мүшелердің осынша пайызынан көбі", "более стольких процентов членов", "more than this per cent of the members"
    ),
}


@dataclass(frozen=True, slots=True)
class Quorum:
    """A quorum as data. value: members for AT_LEAST, per cent (1-100) for the shares."""

    kind: QuorumKind
    value: int

    def needed(self, entitled: int) -> int:
        """How many of the entitled must be present; never less than one."""
        if self.kind is QuorumKind.AT_LEAST:
            return max(1, self.value)
        whole = entitled * self.value
        if self.kind is QuorumKind.SHARE:
            return max(1, -(-whole // 100))
        return max(1, whole // 100 + 1)

    def is_met(self, present: int, entitled: int) -> bool:
        return present >= self.needed(entitled)


class SessionState(StrEnum):
    """A session: called, held (minutes open), its minutes closed; or called off."""

    PLANNED = "planned"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


TRANSITIONS: Mapping[SessionState, frozenset[SessionState]] = {
    SessionState.PLANNED: frozenset({SessionState.HELD, SessionState.CANCELLED}),
    SessionState.HELD: frozenset({SessionState.CLOSED}),
    SessionState.CLOSED: frozenset(),
    SessionState.CANCELLED: frozenset(),
}
SESSION_STATES: dict[SessionState, Label] = {
    SessionState.PLANNED: Label("жоспарланған", "запланировано", "planned"),
    SessionState.HELD: Label("өтті, хаттама ашық", "проведено, протокол открыт", "held, minutes open"),
    SessionState.CLOSED: Label("хаттама жабылған", "протокол закрыт", "minutes closed"),
    SessionState.CANCELLED: Label("өтпейді", "отменено", "called off"),
}


class ItemOutcome(StrEnum):
    """What became of an item of the agenda."""

    OPEN = "open"
    HEARD = "heard"
    POSTPONED = "postponed"


ITEM_OUTCOMES: dict[ItemOutcome, Label] = {
    ItemOutcome.OPEN: Label("қаралмады", "ещё не рассмотрен", "not heard yet"),
    ItemOutcome.HEARD: Label("қаралды", "рассмотрен", "heard"),
    ItemOutcome.POSTPONED: Label("кейінге қалдырылды", "отложен", "postponed"),
}


class DecisionState(StrEnum):
    """A decision stays under control until it is executed or lifted."""

    OPEN = "open"
    DONE = "done"
    LIFTED = "lifted"


DECISION_STATES: dict[DecisionState, Label] = {
    DecisionState.OPEN: Label("бақылауда", "на контроле", "under control"),
    DecisionState.DONE: Label("орындалды", "исполнено", "executed"),
    DecisionState.LIFTED: Label(
        "бақылаудан алынды, орындалмады", "снято с контроля, не исполнено", "lifted, not executed"
    ),
}


class StepKind(StrEnum):
    """What is written down in the control of a decision."""

    REPORT = "report"
    EXTENSION = "extension"
    EXECUTION = "execution"
    LIFTING = "lifting"


STEP_KINDS: dict[StepKind, Label] = {
    StepKind.REPORT: Label("орындалу барысы", "ход исполнения", "progress"),
    StepKind.EXTENSION: Label("мерзімі ұзартылды", "срок продлён", "extended"),
    StepKind.EXECUTION: Label("орындалды", "исполнено", "executed"),
    StepKind.LIFTING: Label("бақылаудан алынды", "снято с контроля", "lifted"),
}


class MeetingState(StrEnum):
    """A meeting with residents: announced, held, or called off."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MEETING_STATES: dict[MeetingState, Label] = {
    MeetingState.PLANNED: Label("жарияланған", "объявлена", "announced"),
    MeetingState.HELD: Label("өтті", "прошла", "held"),
    MeetingState.CANCELLED: Label("өтпейді", "отменена", "called off"),
}


class Grain(StrEnum):
    """How fine the dates of a research export are."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


GRAINS: dict[Grain, Label] = {
    Grain.MONTH: Label("ай", "месяц", "month"),
    Grain.QUARTER: Label("тоқсан", "квартал", "quarter"),
    Grain.YEAR: Label("жыл", "год", "year"),
}


class Dataset(StrEnum):
    """What a university can be given, without persons."""

    APPEALS = "appeals"
    INCIDENTS = "incidents"


DATASETS: dict[Dataset, Label] = {
    Dataset.APPEALS: Label("жауап берілген өтініштер", "обращения, на которые дан ответ", "answered appeals"),
    Dataset.INCIDENTS: Label("оқиғалар", "происшествия", "incidents"),
}


class ExportFormat(StrEnum):
    """The form of an export; both carry the codebook."""

    CSV = "csv"
    JSON = "json"


EXPORT_FORMATS: dict[ExportFormat, Label] = {
    ExportFormat.CSV: Label("CSV (ZIP ішінде)", "CSV (в ZIP)", "CSV (in a ZIP)"),
    ExportFormat.JSON: Label("JSON", "JSON", "JSON"),
}


def is_member_on(starts_on: date, ends_on: date | None, day: date) -> bool:
    """Whether a term covers a day; its last day is included."""
    return starts_on <= day and (ends_on is None or day <= ends_on)
