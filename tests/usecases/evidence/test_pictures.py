"""Pictures of stored files: what goes wrong is told by the name that the user knows."""

from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.evidence.pictures import page_picture, thumbnail
from shamay_desktop.usecases.report.producing import write_report
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case


@pytest.fixture
def case_id(services: Services, actor: Actor, tmp_path: Path) -> str:
    """A case whose one photo is gone from the store."""
    case_id = create_case(services, actor).valuation.id
    Image.new("RGB", (40, 30), (9, 80, 120)).save(tmp_path / "סלון.jpg")
    add_files(services, actor, case_id, [tmp_path / "סלון.jpg"])
    services.store.path(_photo(services, actor, case_id)).unlink()
    return case_id


def _photo(services: Services, actor: Actor, case_id: str) -> str:
    return case_now(services, actor, case_id)[1].images[0].sha256


def test_a_picture_when_its_file_is_gone_then_the_error_names_the_photo(
    services: Services, actor: Actor, case_id: str
) -> None:
    sha256 = _photo(services, actor, case_id)
    with pytest.raises(WorldFailed) as failed:
        thumbnail(services, sha256, 64, "סלון.jpg")
    assert failed.value.facts["file"] == "סלון.jpg"
    with pytest.raises(WorldFailed) as failed:
        page_picture(services, sha256, 1, 72, "סלון.jpg")
    assert failed.value.facts["file"] == "סלון.jpg"


def test_a_report_when_a_photos_file_is_gone_then_the_error_names_the_photo(
    services: Services, actor: Actor, case_id: str, tmp_path: Path
) -> None:
    case = case_now(services, actor, case_id)[0].case
    with pytest.raises(WorldFailed) as failed:
        write_report(services, actor, case, Language.HE, tmp_path / "out")
    assert failed.value.facts["file"] == "סלון.jpg"
