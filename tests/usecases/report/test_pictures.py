"""Pictures of a report as a person turned them, and papers that are no PDFs page by page."""

from pathlib import Path

from PIL import Image

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import AssetType
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from shamay_desktop.usecases.evidence.describing import (
    caption_document,
    turn_document,
    turn_images,
)
from shamay_desktop.usecases.report.inputs import page_key
from shamay_desktop.usecases.report.pictures import prepare_pictures, turns_of
from shamay_desktop.usecases.report.producing import content_of, write_report
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.documents.heic_maker import saved_heic
from tests.documents.made_files import quartered
from tests.documents.test_derived_files import SHOWN, corners


def test_a_report_when_photos_and_papers_are_turned_then_prints_them_so_page_by_page(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    case_id = create_case(services, actor).valuation.id
    add_files(services, actor, case_id, [saved_heic(quartered(), tmp_path / "חזית.heic")])
    pages = [quartered(80, 40), quartered(120, 40), quartered(160, 40)]
    pages[0].save(tmp_path / "נסח.tif", save_all=True, append_images=pages[1:])
    add_files(services, actor, case_id, [tmp_path / "נסח.tif"], as_papers=True)
    photo = evidence_of(services, actor, case_id).images[0]
    paper = evidence_of(services, actor, case_id).documents[0]
    turn_images(services, actor, case_id, [photo.id], 90)
    turn_document(services, actor, case_id, paper.id, 180)
    caption_document(services, actor, case_id, paper.id, "נסח סרוק")
    valuation, evidence = case_now(services, actor, case_id)
    content = content_of(services, actor, valuation.case, Language.HE)
    ready = prepare_pictures(services, content, turns=turns_of(evidence))
    assert corners(ready[photo.sha256]) == SHOWN[6]
    printed = [ready[page_key(paper.sha256, page)] for page in (1, 2, 3)]
    assert [(page.width, page.height) for page in printed] == [(80, 40), (120, 40), (160, 40)]
    assert corners(printed[2]) == SHOWN[3]
    assert [annex.title for annex in content.annexes] == ["נסח סרוק"]
    written = write_report(
        services, actor, valuation.case, Language.HE, tmp_path / "out",
        (AssetType.PDF, AssetType.DOCX),
    )  # fmt: skip
    assert services.inspector.inspect(written[0].path).pages > 3


def test_a_printed_picture_when_made_of_a_photo_with_a_place_then_it_has_no_past(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (32.0, 4.0, 55.2), 3: "E", 4: (34.0, 49.0, 28.2)}
    quartered().save(tmp_path / "a.jpg", exif=exif, comment=b"who and where")
    case_id = create_case(services, actor).valuation.id
    photo = add_files(services, actor, case_id, [tmp_path / "a.jpg"]).images[0]
    assert photo.latitude is not None
    for made in (
        services.derived.for_print(photo.sha256, 60),
        services.derived.thumbnail(photo.sha256, 320),
    ):
        content = Path(made.path).read_bytes()
        assert b"Exif" not in content
        assert b"who and where" not in content
    assert services.store.path(photo.sha256).read_bytes() == (tmp_path / "a.jpg").read_bytes()
