"""Series that stay series, and texts that tell of the same without telling of anyone."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from senim_analysis import AnalysisRefused
from senim_analysis.linking import series, text_clusters

CHANCE = np.random.default_rng(31)
X, Y, T = CHANCE.uniform(0, 8000, 250), CHANCE.uniform(0, 8000, 250), CHANCE.uniform(0, 365, 250)


def planted() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        np.append(X, 3000 + CHANCE.normal(0, 60, 6)),
        np.append(Y, 3000 + CHANCE.normal(0, 60, 6)),
        np.append(T, 100 + np.arange(6) * 3.0),
    )


def test_a_planted_series_is_found() -> None:
    x, y, t = planted()
    ours = series(x, y, t, distance=300, interval=7, seed=1)
    assert set(range(250, 256)) <= set(ours.series[0].members.tolist()) and ours.series[0].p_value == 0.01
    assert (ours.labels[250:] == 0).all() and ours.statistic > ours.expected
    assert ours.series[0].end - ours.series[0].start <= 28 and ours.series[0].width <= 1200
    assert "6 events" in ours.sentence("en") and ours.to_dict()["series"][0]["members"][0] in range(256)


def test_chance_alone_makes_no_findings() -> None:
    p = [
        series(*CHANCE.uniform(0, 4000, (2, 150)), CHANCE.uniform(0, 200, 150), distance=400, interval=10, permutations=19,
               seed=one).p_value
        for one in range(40)
    ]  # fmt: skip
    assert np.mean(np.array(p) <= 0.05) <= 0.15 and min(p) >= 0.05


def test_the_first_link_is_the_latest_earlier_one() -> None:
    ours = series([0, 50, 90, 95], [0, 0, 0, 0], [0.5, 2.5, 4.5, 30.5], distance=100, interval=5, permutations=0)
    assert ours.series[0].members.tolist() == [0, 1, 2] and ours.labels.tolist() == [0, 0, 0, -1]
    assert np.isnan(ours.p_value) and ours.notes[0].code == "not_tested"


def test_a_series_is_capped_in_days_and_metres() -> None:
    line = np.arange(40) * 90.0
    by_space = series(line, line * 0, np.arange(40) * 0.1, distance=100, interval=5, permutations=0)
    assert len(by_space.series) > 5 and max(one.width for one in by_space.series) <= 400
    still = series(line * 0, line * 0, np.arange(40) * 4.0, distance=100, interval=5, permutations=0)
    assert max(one.end - one.start for one in still.series) <= 20
    free = series(line, line * 0, np.arange(40) * 0.1, distance=100, interval=5, permutations=0, widest=1e6)
    assert len(free.series) == 1


def test_the_method_must_be_alike() -> None:
    at, t = np.zeros(6), np.arange(6) * 1.0 + 0.3
    words = ["window", "door", "window", "door", "window", None]
    ours = series(at, at, t, distance=10, interval=3, method=words, permutations=0)
    assert ours.series[0].members.tolist() == [0, 2, 4] and ours.labels[5] == -1
    assert ours.notes[0].code == "unknown_method"
    sets = [{"window", "night"}, {"window", "night", "tools"}, {"door"}, {"window", "tools", "night"}, {"day"}, set()]
    assert series(at, at, t, distance=10, interval=3, method=sets, permutations=0).labels.tolist() == [
        0, 0, -1, 0, -1, -1,
    ]  # fmt: skip


def test_order_and_workers_do_not_matter() -> None:
    x, y, t = planted()
    ours = series(x, y, t, distance=300, interval=7, seed=5, permutations=39)
    order = CHANCE.permutation(256)
    again = series(x[order], y[order], t[order], distance=300, interval=7, seed=5, permutations=39)
    assert (again.labels == ours.labels[order]).all() and again.statistic == ours.statistic
    with ThreadPoolExecutor(2) as two:
        apart = series(x, y, t, distance=300, interval=7, seed=5, permutations=39, executor=two)
    assert apart.to_dict() == ours.to_dict()


def test_dates_as_datetimes_and_midnights() -> None:
    x, y, t = planted()
    stamps = np.datetime64("2025-01-01T00:00") + (np.floor(t) * 1440).astype("timedelta64[m]")
    ours = series(x, y, stamps, distance=300, interval=7, permutations=0)
    assert "date_only" in {note.code for note in ours.notes}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"x": [1.0]}, "lengths"),
        ({"distance": 0}, "positive"),
        ({"interval": -1}, "positive"),
        ({"method": ["a"]}, "lengths"),
        ({"t": [1.0, np.nan]}, "not_numbers"),
        ({"x": [73.0871, 73.1012], "y": [49.8012, 49.8125]}, "degrees"),
    ],
)
def test_series_refused(asked: dict[str, object], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        series(**{"x": [1.0, 2.0], "y": [1.0, 2.0], "t": [1.0, 2.0], "distance": 10, "interval": 1, **asked})
    assert refused.value.code == code


def test_nothing_linked_is_said() -> None:
    ours = series([0, 5000, 9000], [0, 0, 0], [1.0, 2.0, 3.0], distance=10, interval=1, permutations=9, seed=1)
    assert not ours.series and "нет" in ours.sentence("ru") and ours.p_value == 1


# --- texts -----------------------------------------------------------------------------------------------------------

RUSSIAN = [
    "В подъезде не горит свет, лампочка перегорела",
    "Во дворе тёмно, не горит свет у подъезда вторую неделю",
    "Нет света в подъездах, не горят лампочки",
    "Украли велосипед из подъезда ночью",
    "Ночью украден велосипед, стоял в подъезде у лифта",
    "Кража велосипеда: украли ночью из-под лестницы",
    "Соседи громко включают музыку после полуночи",
    "Громкая музыка у соседей, мешают спать после полуночи",
    "Сосед Ахметов громко включает музыку по ночам",
    "Благодарю участкового за помощь",
]
KAZAKH = [
    "Аулада иттер қаңғып жүр, балалар қорқады",
    "Ауладагы каңгыган иттерден балалар коркып жур",
    "Қаңғыбас иттер көп, балаларды қорқытады",
    "Көшеде жарық жоқ, шамдар жанбайды",
    "Көше шамдары жанбай тұр, жарық керек",
    "Шамдар жанбағандықтан көшеде жарық болмай тұр",
]


def test_texts_that_tell_of_the_same_are_together() -> None:
    ours = text_clusters(RUSSIAN, language="ru", similarity=0.2)
    labels = ours.labels
    assert (
        labels[0] == labels[1] == labels[2] >= 0
        and labels[3] == labels[4] == labels[5] >= 0
        and labels[6] == labels[7] == labels[8] >= 0
    )
    assert labels[3] != labels[6] and labels[9] == -1
    words = {word for one in ours.clusters for word in one.words}
    assert any(word.startswith("велосипед") for word in words) and "ахметов" not in words
    assert "группы" in ours.sentence("ru") or "групп" in ours.sentence("ru")


def test_kazakh_typed_on_a_russian_keyboard_is_understood() -> None:
    labels = text_clusters(KAZAKH, language="kk").labels
    assert labels[0] == labels[1] == labels[2] >= 0 and labels[3] == labels[4] == labels[5] >= 0
    assert labels[0] != labels[3]


def test_digits_and_names_are_never_given() -> None:
    texts = [f"звонил Серик Ахметов с номера 8701{one}112233, требовал деньги переводом" for one in range(5)]
    ours = text_clusters([*texts, "яма на дороге", "мусор во дворе"], language="ru")
    assert ours.clusters[0].members.tolist() == [0, 1, 2, 3, 4]
    told = " ".join(ours.clusters[0].words)
    assert "деньги" in told and not any(bad in told for bad in ("серик", "ахметов", "8701"))
    assert ours.notes[0].code == "repeated" and ours.notes[0].params["count"] == 4


def test_many_unlike_texts_make_no_group() -> None:
    letters = np.array(list("абвгдежзиклмнопрст"))
    texts = ["".join(CHANCE.choice(letters, 9)) + " " + "".join(CHANCE.choice(letters, 8)) for _ in range(200)]
    ours = text_clusters(texts, language="ru")
    assert not ours.clusters and (ours.labels == -1).all() and "200" in ours.sentence("kk")


def test_empty_texts_are_counted() -> None:
    ours = text_clusters(["", "12 34", *RUSSIAN], language="ru", similarity=0.2)
    assert ours.notes[0].code == "empty" and ours.notes[0].params["count"] == 2
    assert ours.to_dict()["labels"][0] == -1


@pytest.mark.parametrize(
    ("texts", "language", "code"),
    [
        ("один", "ru", "not_flat"),
        (["один"], "ru", "too_few"),
        ([1, 2], "ru", "not_texts"),
        (["a", "b"], "de", "unknown"),
    ],
)
def test_texts_refused(texts: object, language: str, code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        text_clusters(texts, language=language)
    assert refused.value.code == code
