"""Names of people by the emails that values keep."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.usecases.office.people import names_by_email
from shamay_desktop.usecases.services import Services


def test_people_when_asked_for_then_are_named_by_folded_email(
    services: Services, actor: Actor
) -> None:
    with services.database.work(actor) as work:
        person = work.offices.people()[0]
        work.offices.save_person(replace(person, email="Dana@Example.com", name="דנה לוי"))
        work.commit()
    assert names_by_email(services, actor) == {"dana@example.com": "דנה לוי"}
