"""The invented year reads like people, keeps its rhythms and holds exactly the patterns that were planted."""

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest

from senim.appeals.api import CATEGORIES
from senim.demo.geography import build
from senim.demo.geography.plane import to_metres
from senim.demo.stories import Story, grammar, year
from senim.demo.stories.plan import HABITS
from senim.demo.stories.speech import date_kk, hour_kk, hour_ru
from senim.demo.truth import PLANTED, clusters
from senim.kernel.clock import LOCAL

END = datetime(2026, 7, 20, 15, 0, tzinfo=LOCAL)
KAZAKH = set("әғқңөұүһі")


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return year(2026, END)


def all_words(story: Story) -> list[str]:
    return [
        story.text, story.place, story.reopened_because, *(text for _, _, text in story.talk),
        *(given.text for given in story.given), *([story.said.words] if story.said else []),
    ]


def test_there_are_twelve_thousand_of_one_year_in_order(stories):
    assert len(stories) == 12_000
    moments = [story.received_at for story in stories]
    assert moments == sorted(moments)
    assert END - timedelta(days=366) <= moments[0]
    assert moments[-1] < END


def test_three_in_five_are_kazakh(stories):
    share = sum(story.language == "kk" for story in stories) / len(stories)
    assert 0.58 <= share <= 0.62


def test_every_category_has_its_stories(stories):
    counted = Counter(story.category for story in stories)
    assert set(counted) == set(CATEGORIES) == set(HABITS)
    assert counted["order.noise_night"] > 1_000 > counted["officer.unlawful"] > 10


def test_texts_hardly_repeat(stories):
    texts = Counter(story.text for story in stories)
    assert len(stories) - len(texts) < 0.015 * len(stories)
    assert texts.most_common(1)[0][1] < 15


def test_no_pattern_shows_through(stories):
    for story in stories:
        for text in all_words(story):
            assert not re.search(r"[{}\[\]|]|  |\bNone\b", text), text
            assert not re.search(r"^\(", text), text


def test_no_telephone_can_ring_and_no_plate_can_drive(stories):
    for story in stories:
        for number in re.findall(r"\+7[\d ()-]{9,}", " ".join(all_words(story))):
            assert number.startswith("+7 000 "), number
        assert not story.phone or story.phone.startswith("+7 000 ")
        for plate in re.findall(r"\b\d{3}[A-Z]{3}\d{2}\b", story.text):
            assert plate.endswith("00")


def test_messages_are_of_human_length(stories):
    lengths = sorted(len(story.text) for story in stories)
    assert lengths[0] >= 12
    assert lengths[-1] < 700
    assert 80 < lengths[len(lengths) // 2] < 200


def test_kazakh_is_kazakh_and_russian_is_russian(stories):
    kazakh = [story.text.lower() for story in stories if story.language == "kk"]
    russian = [story.text.lower() for story in stories if story.language == "ru"]
    assert sum(bool(KAZAKH & set(text)) for text in kazakh) / len(kazakh) > 0.8
    assert sum(bool(KAZAKH & set(text)) for text in russian) / len(russian) < 0.01


def test_some_type_on_a_russian_keyboard_and_some_make_slips(stories):
    kazakh = [story for story in stories if story.language == "kk" and len(story.text) > 60]
    bare = sum(not KAZAKH & set(story.text.lower()) for story in kazakh) / len(kazakh)
    small = sum(story.text[0].islower() for story in stories) / len(stories)
    assert 0.06 < bare < 0.2
    assert 0.1 < small < 0.5


def test_noise_is_loud_on_summer_weekend_nights(stories):
    noise = [story.received_at for story in stories if story.category == "order.noise_night" and not story.cluster]
    night = sum(at.hour >= 21 or at.hour < 5 for at in noise)
    assert night > 0.6 * len(noise)
    weekend = sum((at - timedelta(hours=5)).weekday() in (4, 5, 6) for at in noise)
    assert weekend > 0.5 * len(noise)
    assert sum(at.month in (6, 7, 8) for at in noise) > 1.8 * sum(at.month in (12, 1, 2) for at in noise)


@pytest.mark.parametrize(
    ("category", "high", "low"),
    [
        ("property.bicycle", (4, 5, 6, 7), (11, 12, 1, 2)),
        ("place.light", (11, 12, 1, 2), (5, 6, 7, 8)),
        ("property.livestock", (9, 10, 11), (1, 2, 12)),
    ],
)
def test_seasons_hold(stories, category, high, low):
    months = Counter(story.received_at.month for story in stories if story.category == category and not story.cluster)
    assert sum(months[month] for month in high) > 2 * sum(months[month] for month in low)


def test_phone_fraud_comes_in_office_hours(stories):
    fraud = [story.received_at for story in stories if story.category == "fraud.phone"]
    assert sum(8 <= at.hour < 18 for at in fraud) > 0.75 * len(fraud)
    assert sum(at.weekday() < 5 for at in fraud) > 0.8 * len(fraud)


def test_a_few_places_hold_half_of_everything(stories):
    spots = Counter(story.spot.key for story in stories)
    land = build(2026)
    few = (len(land.houses) + len(land.village_houses)) * 3 // 100
    share = sum(count for _, count in spots.most_common(few)) / len(stories)
    assert 0.35 < share < 0.65


def test_planted_patterns_are_all_there_and_where_the_truth_says(stories):
    assert Counter(story.cluster for story in stories if story.cluster) == clusters()
    for pattern in PLANTED:
        found = [s for s in stories if s.cluster == pattern.key and s.category == pattern.category]
        assert len(found) >= pattern.count
        if ":" not in pattern.around:
            assert {story.spot.key for story in found} == {pattern.around}
        if pattern.around.startswith("beat:") and pattern.key != "fraud_wave":
            assert {story.spot.beat for story in found} == {pattern.around[5:]}


def test_the_burglaries_are_near_in_space_and_time(stories):
    series = [story for story in stories if story.cluster == "near_repeat"]
    points = [to_metres(story.spot.lon, story.spot.lat) for story in series]
    assert max(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a in points for b in points) < 600
    assert series[-1].received_at - series[0].received_at < timedelta(days=16)


def test_the_flat_with_repeated_calls_stays_sensitive(stories):
    calls = [story for story in stories if story.cluster == "repeated_domestic"]
    assert len({story.spot.key for story in calls}) == 1
    assert all(CATEGORIES[story.category].sensitive for story in calls)
    assert all(pattern.confidential for pattern in PLANTED if pattern.category.startswith("home"))


def test_the_wave_of_fraud_tells_one_story(stories):
    wave = [story.text.lower() for story in stories if story.cluster == "fraud_wave"]
    telling = sum("омоф" in text or "дмоо" in text or "оомф" in text for text in wave)
    assert telling > 0.9 * len(wave)


def test_answers_follow_questions_in_time(stories):
    for story in stories:
        moments = [story.received_at, *(given.at for given in story.given)]
        assert moments == sorted(moments)
        assert all(story.received_at <= at <= END for _, at, _ in story.talk)
        assert all(given.at < END for given in story.given)
        if story.said:
            assert story.given[-1].at < story.said.at < END


def test_most_are_answered_most_in_time_some_late_some_refused_some_reopened(stories):
    answered = [story for story in stories if story.given]
    assert len(answered) > 0.96 * len(stories)
    outcomes = Counter(story.given[-1].outcome for story in answered)
    assert set(outcomes) == {"done", "partly", "explained", "registered", "refused", "plan"}
    assert all(given.reason for story in answered for given in story.given if given.outcome == "refused")
    late = sum(
        story.given[0].at - story.received_at > timedelta(hours=min(72, CATEGORIES[story.category].hours))
        for story in answered
    )
    assert 0.04 < late / len(answered) < 0.2
    assert 0.02 < sum(story.reopened_at is not None for story in stories) / len(stories) < 0.09
    assert 0.2 < sum(story.said is not None for story in stories) / len(stories) < 0.45


def test_a_refusal_or_an_explanation_never_meets_violence(stories):
    violent = [given.outcome for s in stories if s.category == "home.violence" for given in s.given]
    assert set(violent) <= {"plan", "done", "partly"}


def test_the_same_seed_writes_the_same_year():
    assert year(7, END, 400) == year(7, END, 400)
    assert [story.text for story in year(8, END, 400)] != [story.text for story in year(7, END, 400)]


def test_a_later_end_shifts_the_year():
    later = year(7, END + timedelta(days=1), 400)
    assert later[-1].received_at <= END + timedelta(days=1)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_frequent_categories_have_at_least_25_patterns(language):
    for code, habit in HABITS.items():
        count = 0
        for section in ("open", "more", "ask", "short"):
            for line in grammar.lines(code, section, language):
                count += 1 + sum(choice.count("|") for choice in re.findall(r"\[[^\]]*\]", line.text))
        assert count >= (25 if habit.weight >= 300 else 14 if habit.weight >= 200 else 8), (code, count)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_pattern_has_known_slots_and_balanced_brackets(language):
    known = {"adr", "at", "in", "street", "place", "n", "n1", "ent", "floor", "plate", "car", "sum", "phone", "when",
             "hour", "till", "clock", "since", "date", "date2", "time"}
    for group in (*grammar.GROUPS, "common"):
        for sections in grammar.book(group, language).values():
            for lines in sections.values():
                assert lines
                for line in lines:
                    assert line.slots <= known, line
                    assert line.text.count("[") == line.text.count("]"), line


def test_hours_and_days_are_spoken_rightly():
    assert (hour_kk(2), hour_kk(15), hour_kk(21)) == ("түнгі 2-де", "күндізгі 3-те", "кешкі 9-да")
    assert (hour_ru(1), hour_ru(3), hour_ru(21)) == ("в час ночи", "в 3 часа ночи", "в 9 часов вечера")
    assert date_kk(datetime(2026, 9, 5).date()) == "5 қыркүйекте"
