"""Three posts beside an inspector, side by side: what each may and may not do, and where that is said.

The rights themselves are in the role matrix; here stands what a person is told of the own post, and a head before
appointing. A test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from senim.kernel.labels import Label
from senim.kernel.scoping import Role


@dataclass(frozen=True, slots=True)
class Powers:
    """What a post may, what it may not, on what that rests. needs, lacks: actions of the matrix that show it."""

    may: tuple[Label, ...]
    may_not: tuple[Label, ...]
    source: Label
    needs: tuple[str, ...]
    lacks: tuple[str, ...]


POWERS: dict[Role, Powers] = {
    Role.ASSISTANT: Powers(
        may=(
            Label(
                "инспектордың кезегін көреді, жауап дайындайды",
                "видит очередь инспектора, готовит ответы",
                "sees the inspector’s queue, prepares answers",
            ),
            Label("тұрғынның өтінішін тіркейді", "принимает обращение жителя", "takes down a resident’s appeal"),
            Label(
                "өз атынан сапарға шығып, жазады: жазбасы бірден есепке кіреді",
                "выходит и записывает от своего имени: запись сразу входит в отчёты",
                "goes out and writes it down in his own name: it counts at once",
            ),
            Label("операцияға қатысады", "участвует в операции", "takes part in operations"),
        ),
        may_not=(
            Label(
                "өтінішке соңғы жауапқа қол қоймайды",
                "не подписывает окончательный ответ",
                "does not sign the final answer",
            ),
            Label(
                "өтініш берушінің жасырылған деректерін ашпайды",
                "не раскрывает скрытые данные заявителя",
                "does not open the identity of an applicant",
            ),
            Label("айлық есепті растамайды", "не подтверждает месячный отчёт", "does not confirm the month’s return"),
        ),
        source=Label(
            "мәртебесі заңмен бекітілетін көмекші (002 @145590); заң мәтіні табылмаған",
            "помощник со статусом по закону (002 @145590); текст закона не найден",
            "an assistant with a status in law (002 @145590); the law’s text was not found",
        ),
        needs=("appeals.note", "appeals.enter", "cabinet.visit"),
        lacks=("appeals.answer", "appeals.read_identity", "cabinet.confirm_return", "cabinet.confirm"),
    ),
    Role.TRAINEE: Powers(
        may=(
            Label("тәлімгер көретінді көреді", "видит то, что видит наставник", "sees what the mentor sees"),
            Label(
                "сапарды жазады: тәлімгер растағанша есепке кірмейді",
                "записывает выход: до подтверждения наставником он не в отчёте",
                "writes visits down: they count once the mentor confirms",
            ),
        ),
        may_not=(
            Label(
                "өтінішке жауап бермейді, өтініш тіркемейді",
                "не отвечает на обращения и не принимает их",
                "does not answer or take down appeals",
            ),
            Label("басқаның жазбасын растамайды", "не подтверждает чужие записи", "confirms nobody’s entries"),
            Label("тәлімгерсіз ештеңе көрмейді", "без наставника ничего не видит", "sees nothing without a mentor"),
        ),
        source=Label(
            "екі жыл тәлімгердің жанында (000 @102079; ұсыныс, заң емес)",
            "два года рядом с наставником (000 @102079; предложение, не закон)",
            "two years beside a mentor (000 @102079; a proposal, not a law)",
        ),
        needs=("cabinet.visit", "appeals.note"),
        lacks=("appeals.answer", "appeals.enter", "cabinet.confirm", "cabinet.confirm_return"),
    ),
    Role.CIVILIAN: Powers(
        may=(
            Label(
                "тұрғындармен, мектеппен сөйлеседі, жиынға қатысады",
                "беседует с жителями и школой, участвует во встречах",
                "talks with residents and schools, takes part in meetings",
            ),
            Label("осыны өз атынан жазады", "записывает это от своего имени", "writes that down in the own name"),
            Label(
                "«Кім екенімді көрсету» арқылы өзін танытады: азаматтық көмекші деп",
                "представляется через «Показать, кто я»: как гражданский помощник",
                "shows who he or she is: as a civilian assistant",
            ),
        ),
        may_not=(
            Label(
                "өтініштерді және өтініш берушілерді көрмейді",
                "не видит обращений и заявителей",
                "sees no appeals and no applicants",
            ),
            Label(
                "аралауға, операцияға шықпайды: бұл полиция шаралары",
                "не ходит в обход и на операции: это меры полиции",
                "makes no rounds and takes part in no operation: those are measures of the police",
            ),
            Label("есеп растамайды", "не подтверждает отчёты", "confirms no returns"),
        ),
        source=Label(
            "педагогика не әлеуметтік салада тәжірибесі бар азамат (000 @102371; ұсыныс, заң емес)",
            "гражданское лицо с опытом педагога или социальной работы (000 @102371; предложение, не закон)",
            "a civilian with experience in teaching or social work (000 @102371; a proposal, not a law)",
        ),
        needs=("cabinet.visit", "cabinet.show_who_i_am"),
        lacks=("appeals.note", "appeals.enter", "appeals.answer", "cabinet.confirm_return", "cabinet.confirm"),
    ),
}


def powers_of(role: Role, language: str) -> dict[str, object] | None:
    """What a page shows of a post beside an inspector; None for any other."""
    found = POWERS.get(role)
    if found is None:
        return None
    return {
        "may": [one.in_(language) for one in found.may],
        "may_not": [one.in_(language) for one in found.may_not],
        "source": found.source.in_(language),
    }
