"""Forms of extracts: concentrated, partial, historical, deeds; and extracts that are cut."""

from dataclasses import replace
from pathlib import Path

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Doubt, Reading
from shamay_desktop.domain.reading.units_of_extracts import unit_of_extract
from tests.documents.extraction.tabu_facts import invented
from tests.documents.extraction.tabu_maker import made_extract
from tests.documents.extraction.tabu_reading import read_extract
from tools.papers.extract import drawn

LISTS = {"owners", "leases", "mortgages", "notes", "easements"}


def titled(seed: int, title: str, folder: Path, form: str = "condominium_full") -> Reading:
    """An extract under another title."""
    (reading,) = read_extract(drawn(invented(seed, form), seed, title).pdf(), folder)
    return reading


def without(seed: int, folder: Path, *names: str) -> Reading:
    """An extract whose facts lack some lists of the unit or the parcel."""
    facts = invented(seed)
    for name in names:
        setattr(facts if hasattr(facts, name) else facts.unit, name, [])
    facts.unit.notes = [] if "notes" in names else facts.unit.notes
    (reading,) = read_extract(drawn(facts, seed).pdf(), folder)
    return reading


def recognised(page: PageText) -> PageText:
    """The same page as if it had been recognised from a scan."""
    return replace(page, method=Method.OCR, rulings=())


def test_lists_are_none_when_a_whole_extract_has_no_such_section(tmp_path: Path) -> None:
    read = without(3, tmp_path, "leases", "mortgages", "notes", "easements", "attachments",
                   "additional", "former")  # fmt: skip
    assert set(read.nones) == {"leases", "mortgages", "notes", "easements", "attachments",
                               "additional_areas", "former_parcels"}  # fmt: skip
    assert read.missed == ()


def test_nothing_is_none_when_the_last_page_is_missing(tmp_path: Path) -> None:
    whole = made_extract(0)
    cut = made_extract(0, only=range(1, whole.pages))
    (read,) = read_extract(cut.pdf, tmp_path)
    assert read.nones == ()
    assert {missed.code for missed in read.missed} == {"paper_cut"}
    assert {missed.path for missed in read.missed} >= whole.nones


def test_nothing_is_none_when_a_page_in_the_middle_is_missing(tmp_path: Path) -> None:
    whole = made_extract(5)
    cut = made_extract(5, only=[n for n in range(1, whole.pages + 1) if n != 2])
    (read, *_) = read_extract(cut.pdf, tmp_path)
    assert read.nones == ()
    assert {each.path for each in read.missed if each.code == "paper_cut"} >= whole.nones


def test_no_record_takes_what_belongs_to_another_when_the_page_between_them_is_missing(
    tmp_path: Path,
) -> None:
    for seed in (5, 11, 17, 23):
        made = made_extract(seed)
        cut = made_extract(seed, only=[n for n in range(1, made.pages + 1) if n != 2])
        for read in read_extract(cut.pdf, tmp_path):
            for number in range(read.rows("notes")):
                row = {f.path.partition(".")[2]: f.content for f in read.found
                       if f.path.startswith(f"notes[{number}].")}  # fmt: skip
                assert any(row.items() <= note.items() for note in _notes(made.truth)), row


def _notes(truth: dict[str, str]) -> list[dict[str, str]]:
    numbers = {path.partition("]")[0] for path in truth if path.startswith("notes[")}
    return [
        {path.partition(".")[2]: text for path, text in truth.items()
         if path.startswith(f"{start}].")}
        for start in numbers
    ]  # fmt: skip


def test_a_list_is_missed_and_not_none_when_only_its_heading_could_be_read(tmp_path: Path) -> None:
    seed = next(s for s in range(50) if invented(s).unit.mortgages and s % 6 != 5)
    path = tmp_path / "extract.pdf"
    path.write_bytes(made_extract(seed).pdf)
    blind = [
        replace(page, lines=tuple(each for each in page.lines if "בעלי המשכנתה" not in each.text))
        for page in pages_of(path)
    ]
    (read,) = documents_in(blind, None)
    assert "mortgages" not in read.nones
    assert "mortgages" in {missed.path for missed in read.missed}


def test_units_are_apart_when_the_extract_is_concentrated(tmp_path: Path) -> None:
    made = made_extract(4, "condominium_concentrated")
    (read,) = read_extract(made.pdf, tmp_path)
    assert read.form == "condominium_concentrated"
    assert read.rows("units") == len(made.facts.units) > 2
    assert read.content("tat_helka") is None
    assert not [found.path for found in read.found if found.path.startswith("owners")]


def test_only_the_head_is_read_when_the_register_is_that_of_deeds(tmp_path: Path) -> None:
    read = titled(2, "העתק רישום מפנקס השטרות", tmp_path, "rights")
    assert (read.kind, read.form, read.content("register")) == (DocType.TABU, "deeds", "deeds")
    assert read.content("gush") == invented(2, "rights").head["gush"]
    assert read.rows("owners") == 0
    assert {missed.path for missed in read.missed} == LISTS
    assert {missed.code for missed in read.missed} == {"left_to_hand"}
    assert read.nones == ()


def test_the_past_is_not_taken_for_the_present_when_the_extract_is_historical(
    tmp_path: Path,
) -> None:
    read = titled(2, "העתק רישום מפנקס בתים משותפים - נסח היסטורי", tmp_path)
    assert read.form == "condominium_historical"
    assert read.rows("owners") == 0
    assert {missed.code for missed in read.missed} == {"left_to_hand"}


def test_absent_lists_are_not_none_when_the_extract_is_partial(tmp_path: Path) -> None:
    seed = next(s for s in range(50) if not invented(s).unit.leases)
    read = titled(seed, "העתק רישום מפנקס בתים משותפים - נסח חלקי", tmp_path)
    assert read.form == "condominium_partial"
    assert read.rows("owners") == len(invented(seed).unit.owners)
    assert read.nones == ()
    assert "leases" in {missed.path for missed in read.missed if missed.code == "not_in_form"}


def test_shares_wait_for_a_person_when_they_do_not_make_a_whole(tmp_path: Path) -> None:
    seed = next(s for s in range(50) if len(invented(s).unit.owners) > 1)
    facts = invented(seed)
    facts.unit.owners[0].share = "1/7"
    facts.unit.owners[1].who.number = "000000019"
    facts.unit.owners[1].who.kind = "ID"
    (read,) = read_extract(drawn(facts, seed).pdf(), tmp_path)
    doubts = {found.path: found.doubt for found in read.found if found.needs_review}
    owners = range(len(facts.unit.owners))
    expected = {f"owners[{n}].share": Doubt.SHARES for n in owners}
    assert doubts == expected | {"owners[1].id_number": Doubt.CHECK_DIGIT}


def test_numbers_wait_for_a_person_when_a_scan_alone_says_them(tmp_path: Path) -> None:
    path = tmp_path / "extract.pdf"
    path.write_bytes(made_extract(0).pdf)
    (read,) = documents_in([recognised(page) for page in pages_of(path)], None)
    for found in read.found:
        is_number = any(letter.isdigit() for letter in found.content)
        assert found.needs_review or found.agrees_with or not is_number, found
    confirmed = {found.path: found.agrees_with for found in read.found if found.agrees_with}
    assert confirmed["owners[0].share"] == "shares_sum"
    assert "extract_date" not in confirmed
    assert read.nones == ()
    assert all(missed.code == "not_seen" for missed in read.missed)


def test_notes_are_the_parcels_when_the_heading_of_the_common_property_is_not_read(
    tmp_path: Path,
) -> None:
    seed = next(s for s in range(50) if invented(s).unit.notes and invented(s).notes)
    path = tmp_path / "extract.pdf"
    path.write_bytes(made_extract(seed).pdf)
    blind = [
        replace(page, lines=tuple(each for each in page.lines if each.text != "הרכוש המשותף"))
        for page in pages_of(path)
    ]
    (read,) = documents_in(blind, None)
    truth = made_extract(seed).truth
    scopes = {found.path: found.content for found in read.found if found.path.endswith("scope")}
    assert scopes == {path: text for path, text in truth.items() if path.endswith("scope")}


def test_a_scan_is_known_when_letters_of_its_title_are_read_wrongly(tmp_path: Path) -> None:
    path = tmp_path / "extract.pdf"
    path.write_bytes(made_extract(0).pdf)
    slips = {"רישום": "רישוס", "מפנקס": "מפנקם"}
    pages = []
    for page in map(recognised, pages_of(path)):
        lines = tuple(
            replace(line, words=tuple(
                replace(word, text=slips.get(word.text, word.text)) for word in line.words
            ))
            for line in page.lines
        )  # fmt: skip
        pages.append(replace(page, lines=lines))
    (read,) = documents_in(pages, None)
    assert (read.form, read.content("register")) == ("condominium_full", "condominium")
    assert read.last_page == len(pages)


def test_a_unit_has_no_list_as_none_when_its_concentrated_extract_is_a_scan(
    tmp_path: Path,
) -> None:
    made = made_extract(4, "condominium_concentrated")
    path = tmp_path / "extract.pdf"
    path.write_bytes(made.pdf)
    pages = list(pages_of(path))
    (text,) = documents_in(pages, None)
    numbers = [
        text.content(f"units[{number}].number") or "" for number in range(text.rows("units"))
    ]
    assert any("leases" in unit_of_extract(text, number).nones for number in numbers)
    (scan,) = documents_in([recognised(page) for page in pages], None)
    assert "not_seen" in {missed.code for missed in scan.missed if missed.path == "units"}
    for number in numbers:
        assert unit_of_extract(scan, number).nones == scan.nones


def test_an_act_on_a_scan_waits_for_a_person_when_it_is_not_made_of_the_registers_words(
    tmp_path: Path,
) -> None:
    path = tmp_path / "extract.pdf"
    path.write_bytes(made_extract(0).pdf)
    pages = [recognised(page) for page in pages_of(path)]
    garbled = [_with_word(page, "רישום", "דישוס") for page in pages]
    for read, doubted in (
        (documents_in(pages, None)[0], False),
        (documents_in(garbled, None)[0], True),
    ):
        kind = read.get("origin.kind")
        assert kind is not None
        assert (kind.doubt is Doubt.UNSURE_WORDS) is doubted


def _with_word(page: PageText, word: str, other: str) -> PageText:
    """A page on which one word was recognised as another."""
    lines = tuple(
        replace(line, words=tuple(
            replace(each, text=other) if each.text == word else each for each in line.words
        ))
        for line in page.lines
    )  # fmt: skip
    return replace(page, lines=lines)
