"""Writing the files of a report: all are kept before one is handed out."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.records import AssetType
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.report.producing import write_report
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case


def test_a_report_when_one_format_fails_then_no_file_is_handed_out_and_no_line_is_written(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    def fails(*_given: object, **_named: object) -> None:
        raise WorldFailed("report_not_written", file="x", reason="full")

    case = create_case(services, actor).valuation.case
    torn = replace(services, writers={**services.writers, AssetType.DOCX: fails})
    with pytest.raises(WorldFailed):
        write_report(torn, actor, case, Language.HE, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with services.database.work(actor) as work:
        assert list(work.assets.of(case.id)) == []


def test_a_report_when_written_then_each_file_is_an_asset_with_its_line(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    case = create_case(services, actor).valuation.case
    formats = (AssetType.PDF, AssetType.DOCX, AssetType.JSON, AssetType.CSV)
    files = write_report(services, actor, case, Language.HE, tmp_path / "out", formats)
    for written in files:
        stored = services.store.path(written.asset.sha256)
        assert written.path.read_bytes() == stored.read_bytes()
    with services.database.work(actor) as work:
        assert {asset.asset_type for asset in work.assets.of(case.id)} == set(formats)
        lines = [line for line in work.trail.lines() if line.action == "report_written"]
    assert len(lines) == len(formats)
