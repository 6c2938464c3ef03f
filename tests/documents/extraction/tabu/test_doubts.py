"""What a scanned extract makes a person look at beside its numbers: lost rows, false values."""

from dataclasses import replace
from pathlib import Path

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.extraction.tabu.collecting import Collected
from shamay_desktop.documents.extraction.tabu.doubts import settled
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.reading.page_text import Method, PageText, Word
from shamay_desktop.domain.reading.paper_reading import Doubt, Found
from tests.documents.extraction.tabu_maker import made_extract

BOX = ("1", "2", "3", "4")


def _doubts(contents: dict[str, str], confidence: str = "0.99") -> dict[str, Doubt | None]:
    """The doubts of what was recognised on one page."""
    into = Collected(
        {path: Found(path, text, 1, BOX, text, confidence) for path, text in contents.items()},
        {path: (Word(text, (1, 2, 3, 4), 0.99, text),) for path, text in contents.items()},
        scanned={1},
    )
    page = PageText(1, 595, 842, Method.OCR)
    return {found.path: found.doubt for found in settled(into, [page])}


def test_owners_are_doubted_with_their_names_when_their_shares_make_no_whole() -> None:
    owner = {"owners[0].name": "כהן יעל", "owners[0].act": "מכר", "owners[0].share": "1/3"}
    other = {"owners[1].name": "לוי דן", "owners[1].share": "1/3"}
    lender = {"mortgages[0].lender": "בנק"}
    found = _doubts(owner | other | lender)
    assert {found[path] for path in owner | other} == {Doubt.SHARES}
    assert found["mortgages[0].lender"] is None
    whole = _doubts(owner | other | {"owners[1].share": "2/3"})
    assert set(whole.values()) == {None}


def test_a_name_is_doubted_when_the_engine_is_less_sure_than_of_words_that_it_reads_rightly() -> (
    None
):
    assert _doubts({"notes[0].beneficiary": "כהװניעל:"}, "0.96") == {
        "notes[0].beneficiary": Doubt.UNSURE_WORDS
    }


def test_a_value_is_doubted_when_it_is_the_header_of_a_column() -> None:
    found = _doubts({"notes[0].act": "מהות פעולה", "notes[1].beneficiary": ".שם המוטב"})
    assert set(found.values()) == {Doubt.STRANGE_SHAPE}


def test_no_owner_passes_under_another_ones_name_when_a_row_of_a_scan_was_lost(
    tmp_path: Path,
) -> None:
    made = next(
        made
        for made in (made_extract(seed, "condominium_full") for seed in range(100))
        if "owners[2].name" in made.truth
    )
    path = tmp_path / "extract.pdf"
    path.write_bytes(made.pdf)
    pages = [replace(page, method=Method.OCR) for page in pages_of(path)]
    lost = made.truth["owners[0].id_number"]
    (row,) = [line.box for page in pages for line in page.lines if lost in line.text][:1]
    torn = [
        replace(
            page,
            lines=tuple(
                line for line in page.lines if line.box[3] < row[1] or line.box[1] > row[3]
            ),
        )
        if any(lost in line.text for line in page.lines)
        else page
        for page in pages
    ]
    (reading,) = documents_in(torn, None)
    names = {
        found.path: found
        for found in reading.found
        if found.path.startswith("owners[") and found.path.endswith(".name")
    }
    assert names
    for path_of, found in names.items():
        assert found.needs_review or found.content == made.truth.get(path_of), path_of
