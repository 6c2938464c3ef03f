"""What is drawn stands in columns of its own and nowhere else, on both engines."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.maps.gestures import removing_picture
from shamay_desktop.domain.measuring.gestures import removing_sheet
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.tables.valuations import valuations
from tests.drawn_case import drawn_case
from tests.storage import samples
from tests.storage.samples import found_office, office_with_case

MAPS = {"maps.pictures", "maps.annotations", "maps.control_points"}
PLANS = {"plans.sheets", "plans.regions", "plans.references", "plans.shapes"}


def _row(database: SqlDatabase) -> dict[str, Any]:
    with database._engine.connect() as connection:
        return dict(connection.execute(select(valuations)).mappings().one())


def _back(database: SqlDatabase, actor: Any, valuation_id: str) -> Case:
    with database.work(actor) as work:
        read = work.valuations.get(valuation_id)
    assert read is not None
    return read.case


def test_drawings_come_back_and_stand_in_no_step_when_a_case_is_kept(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    made = replace(made, case=drawn_case(made.case))
    with database.work(actor) as work:
        work.valuations.add(made)
        work.commit()

    row = _row(database)

    assert set(row["gis_screenshots"]) == MAPS
    assert set(row["garmushka_measurements"]) == PLANS
    assert not (MAPS | PLANS) & set(row["step4_data"])
    assert _back(database, actor, made.id).values == made.case.values


def test_only_the_fourth_step_writes_them_when_a_step_is_saved(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    drawn = replace(made, case=drawn_case(made.case))
    with database.work(actor) as work:
        work.valuations.add(made)
        saved = work.valuations.save_step(drawn, Step.DOCUMENTS)
        work.commit()
    assert _row(database)["gis_screenshots"] is None

    with database.work(actor) as work:
        work.valuations.save_step(replace(drawn, version=saved.version), Step.ANALYSIS)
        work.commit()

    assert _back(database, actor, made.id).rows("plans.shapes") == drawn.case.rows("plans.shapes")


def test_a_list_that_was_emptied_says_so_when_it_is_read_again(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    case = drawn_case(made.case)
    for gesture in (removing_sheet, removing_picture):
        for name in ("sheet-0", "sheet-1", "picture-1", "picture-2"):
            case = after(case, gesture(case, name))
    with database.work(actor) as work:
        work.valuations.add(replace(made, case=case))
        work.commit()

    assert _back(database, actor, made.id).values == case.values


def test_rows_of_an_older_program_are_read_when_they_stand_in_the_step(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    told = {**_row(database)["step4_data"], **encode_values(drawn_case().values)}
    with database._engine.begin() as connection:
        connection.execute(update(valuations).values(step4_data=told))

    assert _back(database, actor, made.id).rows("maps.annotations") == drawn_case().rows(
        "maps.annotations"
    )


def test_a_session_has_all_of_the_case_when_it_is_kept(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    case = drawn_case(made.case)
    session = replace(samples.session(actor, made), case=case)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.sessions.add(session)
        work.commit()

    with database.work(actor) as work:
        read = work.sessions.active_of(made.id)

    assert read is not None
    assert read.case.values == case.values
