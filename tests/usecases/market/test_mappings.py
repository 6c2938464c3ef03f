"""Mappings: shipped, the office's own, and remembered by the headings of a table."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.market.mapping import corrected
from shamay_desktop.usecases.market.importing import import_table
from shamay_desktop.usecases.market.mappings import (
    mappings_of,
    read_mapping_file,
    remove_mapping,
    save_mapping,
    write_mapping_file,
)
from shamay_desktop.usecases.market.previewing import preview
from shamay_desktop.usecases.market.undoing import undo_import
from shamay_desktop.usecases.services import Services

STRANGE = "מתי,איפה,כמה,גודל\n25/04/2025,הגפן 3,900000,80\n26/04/2025,הגפן 5,950000,85\n"


def test_a_mapping_when_corrected_and_imported_then_is_remembered_for_the_same_headings(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(STRANGE, encoding="utf-8")
    looked = preview(services, actor, file)
    assert looked.missing
    ours = corrected(
        looked.mapping, looked.table.headings, {0: "date", 1: "address", 2: "price", 3: "area"}
    )
    said = preview(services, actor, file, ours, before=looked)
    assert (said.missing, str(said.rows[0].price)) == ((), "900000")
    import_table(services, actor, said)
    later = tmp_path / "b.csv"
    later.write_text(STRANGE.replace("900000", "990000"), encoding="utf-8")
    known = preview(services, actor, later)
    assert (known.mapping, known.missing) == (said.mapping, ())


def test_a_mapping_when_the_import_that_taught_it_is_undone_then_is_forgotten(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(STRANGE, encoding="utf-8")
    looked = preview(services, actor, file)
    columns = {0: "date", 1: "address", 2: "price", 3: "area"}
    right = corrected(looked.mapping, looked.table.headings, columns)
    wrong = corrected(looked.mapping, looked.table.headings, {**columns, 2: "area", 3: "price"})
    later = tmp_path / "b.csv"
    later.write_text(STRANGE.replace("900000", "990000"), encoding="utf-8")
    first = import_table(services, actor, preview(services, actor, file, right, before=looked))
    second = import_table(services, actor, preview(services, actor, later, wrong))
    undo_import(services, actor, second.source.id)
    # What was remembered before it holds again.
    assert preview(services, actor, later).mapping == right
    third = import_table(services, actor, preview(services, actor, later))
    undo_import(services, actor, first.source.id)
    # Another import that stands was read by it.
    assert preview(services, actor, file).mapping == right
    undo_import(services, actor, third.source.id)
    assert preview(services, actor, file).missing


def test_a_mapping_of_the_office_when_saved_then_holds_until_it_is_removed(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    shipped = mappings_of(services, actor).named("rents")
    ours = replace(shipped, he="שכירות שלנו")
    assert save_mapping(services, actor, ours).office
    assert mappings_of(services, actor).named("rents").he == "שכירות שלנו"
    target = write_mapping_file(services, tmp_path / "m.json", ours)
    assert read_mapping_file(target) == ours
    remove_mapping(services, actor, "rents")
    assert mappings_of(services, actor).named("rents") == shipped
    with pytest.raises(Refused, match="mapping_unknown"):
        remove_mapping(services, actor, "rents")


def test_a_mapping_when_an_appraiser_saves_it_for_the_office_then_is_not_allowed(
    services: Services, actor: Actor
) -> None:
    shipped = mappings_of(services, actor).named("rents")
    with pytest.raises(NotAllowed):
        save_mapping(services, replace(actor, role=Role.APPRAISER), shipped)


def test_a_mapping_file_when_it_is_no_mapping_then_is_refused_by_name(tmp_path: Path) -> None:
    broken = tmp_path / "m.json"
    broken.write_text("{", encoding="utf-8")
    for file, code in ((broken, "mapping_wrong"), (tmp_path / "none.json", "file_missing")):
        with pytest.raises(Refused) as refused:
            read_mapping_file(file)
        assert refused.value.code == code


def test_an_office_when_its_kept_mappings_are_of_another_version_then_the_others_hold(
    services: Services, actor: Actor
) -> None:
    with services.database.work(actor) as work:
        office = work.offices.office(actor.organization_id)
        kept: dict[str, Json] = {"mappings": {"own": [{"id": "x"}, 7], "remembered": {"a|b": []}}}
        work.offices.save_office(replace(office, practice=kept))
        work.commit()
    assert mappings_of(services, actor).named("govmap").id == "govmap"
