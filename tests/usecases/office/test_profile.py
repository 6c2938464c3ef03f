"""One's own details: the password and its failures are never among what a form writes back."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import Person
from shamay_desktop.usecases.office.profile import profile_of, save_profile
from shamay_desktop.usecases.services import Services


def test_a_profile_when_saved_from_a_stale_form_then_the_new_password_stays(
    services: Services, actor: Actor
) -> None:
    form = profile_of(services, actor)
    with services.database.work(actor) as work:
        standing: Person = work.offices.person(actor.user_id)
        work.offices.save_person(replace(standing, password_hash="new", failed_count=3))
        work.commit()
    save_profile(services, actor, replace(form, name="דנה לוי"))
    saved = profile_of(services, actor)
    assert (saved.name, saved.password_hash, saved.failed_count) == ("דנה לוי", "new", 3)
