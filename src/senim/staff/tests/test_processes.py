"""What one process changes, another sees: a dismissal, a substitution, two heads at once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from senim.kernel import clock
from senim.kernel.other_process import Other
from senim.kernel.scoping import Role
from senim.staff import actions, api, testing
from senim.staff.domain import EndReason, Kind

SEEN = "{'duties': len(api.scope_of(int(args[0])).duties), 'substitute': api.substitute_of(int(args[1]))}"


@pytest.mark.thorough
def test_another_process_sees_a_substitution_and_a_dismissal(on_disk):
    head, head_post = testing.make_officer(Role.HEAD)
    officer, post = testing.make_officer(Role.INSPECTOR, reports_to=head_post)
    stand_in = testing.make_officer(Role.INSPECTOR, reports_to=head_post)[0]
    actor = testing.actor_for(head)
    with Other("senim.staff.api", SEEN, str(officer.pk), str(post.pk)) as other:
        assert other.sees() == {"duties": 1, "substitute": None}
        actions.substitute(
            actor=actor,
            post_id=post.pk,
            account_id=stand_in.pk,
            starts_at=clock.now(),
            ends_at=clock.now() + timedelta(days=3),
        )
        other.within_two_seconds("substitute", stand_in.pk)
        actions.end_holding(actor=actor, holding_id=officer.holdings.get().pk, reason=EndReason.DISMISSAL)
        other.within_two_seconds("duties", 0)


AWAY = "{'on': api.on_post(int(args[0]))}"


@pytest.mark.thorough
def test_another_process_sees_an_absence_and_the_coming_back(on_disk):
    head, head_post = testing.make_officer(Role.HEAD)
    officer, post = testing.make_officer(Role.INSPECTOR, reports_to=head_post)
    stand_in = testing.make_officer(Role.INSPECTOR, reports_to=head_post)[0]
    actor, now = testing.actor_for(head), clock.now()
    with Other("senim.staff.api", AWAY, str(post.pk)) as other:
        assert other.sees() == {"on": officer.pk}
        absence = actions.register_absence(
            actor=actor,
            account_id=officer.pk,
            starts_at=now,
            ends_at=now + timedelta(days=3),
            substitute_id=stand_in.pk,
        )
        other.within_two_seconds("on", stand_in.pk)
        actions.come_back(actor=actor, absence_id=absence.pk)
        other.within_two_seconds("on", officer.pk)


@pytest.mark.thorough
def test_the_person_concerned_is_seen_at_once_whatever_memory_says(world, client, monkeypatch):
    """The middleware compares the account's own row with memory: no two seconds for the person concerned."""
    from django.urls import reverse

    from senim.kernel import versions

    officer = world.inspectors[0][0]
    testing.sign_in(client, officer)
    assert client.get(reverse("staff:mine")).status_code == 200
    # As if another process had made the change: this one has not heard of it.
    monkeypatch.setattr(versions, "bump", _bump_of_another_process)
    stand_in_for = world.inspectors[1][1]
    actions.substitute(
        actor=testing.actor_for(world.heads[0][0]),
        post_id=stand_in_for.pk,
        account_id=officer.pk,
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(days=3),
    )
    page = client.get(reverse("staff:mine")).content.decode()
    assert stand_in_for.title_kk in page


def _bump_of_another_process(name):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_version SET number = number + 1 WHERE name = %s", [name])


@pytest.mark.thorough
def test_a_dismissal_that_is_taken_back_changes_nothing(world):
    officer, head = world.inspectors[0][0], testing.actor_for(world.heads[0][0])
    with transaction.atomic():
        actions.dismiss(actor=head, account_id=officer.pk)
        assert not api.scope_of(officer).duties
        transaction.set_rollback(True)
    assert api.scope_of(officer).duties


def at_once(*calls):
    """Run calls in threads of their own at the same moment; the results, or the exceptions, in order."""
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        barrier.wait()
        try:
            results[number] = call()
        except Exception as error:  # noqa: BLE001 - handed to the test
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.thorough
@pytest.mark.postgres
def test_two_heads_appoint_at_once_and_one_of_them_is_told(transactional_db):
    chief, chief_post = testing.make_officer(Role.HEAD)
    other = testing.make_account()
    testing.put_on(chief_post, other, kind=Kind.SUBSTITUTE)
    post = testing.make_post(Role.INSPECTOR, reports_to=chief_post)
    people = [testing.make_account(), testing.make_account()]
    actors = [testing.actor_for(chief), testing.actor_for(other)]
    now = clock.now()

    def appointing(actor, person):
        return lambda: actions.appoint(actor=actor, post_id=post.pk, account_id=person.pk, starts_at=now)

    results = at_once(*(appointing(actor, person) for actor, person in zip(actors, people, strict=True)))
    assert sorted(type(one).__name__ for one in results) == ["Holding", "Refused"]
    assert post.holdings.count() == 1


@pytest.mark.thorough
@pytest.mark.postgres
def test_an_invitation_accepted_twice_at_once_makes_one_account(transactional_db):
    head, head_post = testing.make_officer(Role.HEAD)
    post = testing.make_post(Role.INSPECTOR, reports_to=head_post)
    _row, token = actions.invite(actor=testing.actor_for(head), email="new@example.kz", language="kk", post_id=post.pk)
    names = {"family_name": "Жаңа", "given_name": "Қызметкер"}

    def accepting():
        return actions.accept_invitation(token=token, names=names, password="төрт сөз бірге тұр", language="kk")

    results = at_once(accepting, accepting)
    assert sorted(type(one).__name__ for one in results) == ["Account", "Refused"]
    assert post.holdings.count() == 1
