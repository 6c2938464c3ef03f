"""A preview: what an edit leaves alone is neither generated, painted nor drawn again."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import Paragraph
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.domain.report_places import places_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.report import previewing
from shamay_desktop.usecases.report.previewing import Preview, preview_page, preview_report
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case

SURROUNDINGS = "environment.description"


def _case(services: Services, actor: Actor) -> Case:
    case = create_case(services, actor).valuation.case
    said = "\n".join(f"פסקה {number} על הסביבה. " * 12 for number in range(1, 40))
    return after(case, setting(case, SURROUNDINGS, Value.of(said)))


def _reworded(case: Case, preview: Preview, said: str) -> tuple[Case, int]:
    """Other words in a paragraph of the middle, and its page."""
    found = [
        block for chapter in preview.generated.chapters for block in chapter.blocks
        if isinstance(block, Paragraph) and places_of(preview.places, block.key)
    ]  # fmt: skip
    block = found[len(found) // 2]
    page = places_of(preview.places, block.key)[0].page
    return after(case, gestures.reword(case, block.key, block, words(said), "row")), page


def _painted(preview: Preview) -> set[str]:
    return {path.stem for path in preview.folder.glob("*.pdf")}


def test_a_preview_when_made_then_paints_only_what_is_looked_at(
    services: Services, actor: Actor
) -> None:
    preview = preview_report(services, actor, _case(services, actor), Language.HE)
    assert preview.pages > 3
    assert _painted(preview) == set()
    picture = preview_page(services, preview, 2, 72)
    assert (picture.width, picture.height) == (596, 842)
    assert _painted(preview) == {preview.set_pages.names[1]}


def test_a_preview_when_words_change_then_is_that_of_a_fresh_one(
    services: Services, actor: Actor
) -> None:
    case = _case(services, actor)
    first = preview_report(services, actor, case, Language.HE)
    case, page = _reworded(case, first, "נוסח אחר של השמאי. " * 30)
    later = preview_report(
        services, actor, case, Language.HE, before=first, only_rearranged=True
    )  # fmt: skip
    fresh = preview_report(services, actor, case, Language.HE)
    assert later.arranged == fresh.arranged
    assert later.places == fresh.places
    assert later.pages == fresh.pages
    ours = preview_page(services, later, page, 72)
    theirs = preview_page(services, fresh, page, 72)
    assert Path(ours.path).read_bytes() == Path(theirs.path).read_bytes()


def test_a_preview_when_only_words_change_then_generates_nothing_and_keeps_other_pages(
    services: Services, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = _case(services, actor)
    first = preview_report(services, actor, case, Language.HE)
    case, page = _reworded(case, first, "קצר.")
    preview_page(services, first, 1, 72)
    preview_page(services, first, page, 72)
    cover = Path(preview_page(services, first, 1, 72).path).stat().st_mtime_ns

    def fails(*_given: object) -> None:
        raise AssertionError("generated anew")

    monkeypatch.setattr(previewing, "generated_content", fails)
    later = preview_report(
        services, actor, case, Language.HE, before=first, only_rearranged=True
    )  # fmt: skip
    assert later.set_pages.names[page - 1] != first.set_pages.names[page - 1]
    assert _painted(later) == {first.set_pages.names[0]}, "the page that looked otherwise is gone"
    assert Path(preview_page(services, later, 1, 72).path).stat().st_mtime_ns == cover


def test_a_preview_when_facts_change_then_says_the_new_ones(
    services: Services, actor: Actor
) -> None:
    case = _case(services, actor)
    first = preview_report(services, actor, case, Language.HE)
    case = after(case, setting(case, SURROUNDINGS, Value.of("שכונה שקטה")))
    later = preview_report(services, actor, case, Language.HE, before=first)
    assert later.pages < first.pages
    said = [run.text for run in later.arranged.content.runs()]
    assert "שכונה שקטה" in said


def test_an_older_preview_when_its_pages_were_cleared_then_paints_them_again(
    services: Services, actor: Actor
) -> None:
    case = _case(services, actor)
    first = preview_report(services, actor, case, Language.HE)
    preview_page(services, first, 2, 72)
    second = preview_report(services, actor, case, Language.HE)  # clears what lay there
    assert not first.folder.exists()
    assert preview_page(services, first, 2, 72).width == 596
    assert preview_page(services, second, 2, 72).width == 596


def test_a_page_when_its_folder_cannot_be_made_then_says_so(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    preview = preview_report(services, actor, _case(services, actor), Language.HE)
    with pytest.raises(WorldFailed, match="report_not_written"):
        preview_page(services, replace(preview, folder=tmp_path / "gone" / "too"), 1, 72)
