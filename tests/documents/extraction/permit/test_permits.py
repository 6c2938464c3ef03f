"""Permits as text: form 3 and labelled forms, several in a file, blanks, areas in any order."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.documents.extraction.permit.permitted import Permitted, areas, floors, units
from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from tests.documents.extraction.permit_maker import made_permit, made_permits
from tests.documents.extraction.reading_back import Compared, read_paper
from tools.papers.drawn_paper import DrawnPaper

SEEDS = 40


def test_all_values_are_right_when_made_permits_are_read(tmp_path: Path) -> None:
    compared = Compared()
    for seed in range(SEEDS):
        made = made_permit(seed)
        (reading,) = read_paper(made.paper, tmp_path)
        assert reading.kind is DocType.PERMIT
        assert not [found.path for found in reading.found if found.needs_review], seed
        compared.add(made.truth, reading)
    assert compared.values > 1000
    assert not compared.slips
    assert not compared.invented
    assert compared.share_right >= 0.995, compared.by_key


@pytest.mark.soak
def test_all_values_are_right_when_hundreds_of_papers_are_read(tmp_path: Path) -> None:
    compared = Compared()
    for seed in range(1000, 1300):
        made = made_permit(seed)
        (reading,) = read_paper(made.paper, tmp_path)
        compared.add(made.truth, reading)
    assert not compared.slips
    assert not compared.invented
    assert compared.share_right >= 0.995, compared.by_key


@pytest.mark.parametrize("seed", range(8))
def test_several_permits_stay_several_when_they_are_in_one_file(tmp_path: Path, seed: int) -> None:
    made = made_permits(seed, 3)
    readings = read_paper(made.paper, tmp_path)
    assert [reading.content("number") for reading in readings] == [
        truth["number"] for truth in made.truths
    ]
    compared = Compared()
    for reading, truth in zip(readings, made.truths, strict=True):
        compared.add(truth, reading)
    assert not compared.slips
    assert not compared.missing


def test_a_blank_day_of_giving_is_missed_as_blank_when_only_its_label_stands(
    tmp_path: Path,
) -> None:
    made = next(made for seed in range(20) if "session" in (made := made_permit(seed)).truth)
    (reading,) = read_paper(made.paper, tmp_path)
    assert reading.get("granted") is None
    assert {missed.path: missed.code for missed in reading.missed}["granted"] == "blank"


@pytest.mark.parametrize("letter", ["ג", "ו", "l", "B"])
def test_a_plot_waits_for_a_person_when_a_scan_has_a_letter_in_its_place(
    tmp_path: Path, letter: str
) -> None:
    made = made_permit(0)
    pages = pages_of(made.paper.saved(tmp_path / "paper.pdf"))
    misread = [_with_plot(page, made.truth["plot"], letter) for page in pages]
    assert misread != list(pages)
    (reading,) = documents_in([replace(each, method=Method.OCR) for each in misread], None)
    plot = reading.get("plot")
    assert plot is not None
    assert plot.needs_review


def _with_plot(page: PageText, plot: str, text: str) -> PageText:
    """The page with another word behind the label of the plot."""
    lines = []
    for line in page.lines:
        words = list(line.words)
        for place, word in enumerate(words[:-1]):
            if word.text.startswith("מגרש") and words[place + 1].text == plot:
                words[place + 1] = replace(words[place + 1], text=text)
        lines.append(Line(tuple(words)))
    return replace(page, lines=tuple(lines))


def test_values_below_their_labels_are_read_when_a_form_has_its_labels_on_top(
    tmp_path: Path,
) -> None:
    paper = DrawnPaper()
    paper.centred(0, 595, 40, "היתר בנייה", 16, bold=True)
    xs = (60.0, 160.0, 260.0, 360.0, 460.0, 560.0)
    paper.frame(xs, (80, 100, 120))
    names = ("תאריך הפקה", "מספר בקשה", "חלקה", "גוש", "מספר היתר")
    values = ("12/05/2021", "20210345", "113", "7245", "2021-0077")
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        paper.centred(xs[place], xs[place + 1], 85, name, bold=True)
        paper.centred(xs[place], xs[place + 1], 105, value)
    paper.label(560, 140, "ועדה מקומית לתכנון ובנייה:", "חדרה")
    paper.label(560, 160, "מהות הבקשה:", 'תוספת מרחב מוגן דירתי בשטח 12.5 מ"ר')
    paper.label(560, 180, "מספר קומות:", "7")
    paper.end_page()
    (reading,) = read_paper(paper, tmp_path)
    assert {found.path: found.content for found in reading.found} == {
        "number": "2021-0077",
        "request_number": "20210345",
        "gush": "7245",
        "helka": "113",
        "issue_date": "2021-05-12",
        "committee": "חדרה",
        "floors": "7",
        "kind": "addition",
        "permitted_text": 'תוספת מרחב מוגן דירתי בשטח 12.5 מ"ר',
        "areas[0].kind": "תוספת מרחב מוגן דירתי",
        "areas[0].area": "12.5",
    }


def _text(text: str) -> Permitted:
    words, spans, at = [], [], 0
    for part in text.split(" "):
        words.append(Word(part, (0, 0, 1, 1)))
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return Permitted(tuple(words), text, tuple(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('מגורים בשטח 3010.41 מ"ר; מעליות;', [("מגורים", "3010.41")]),
        ('(ח. אשפה, גז, מחסנים) 219.14 מ"ר;', [("(ח. אשפה, גז, מחסנים)", "219.14")]),
        ('1,250.5 מ"ר מרתף חניה, פיתוח', [("מרתף חניה", "1250.5")]),
        ('בן 7 קומות, 28 יח"ד: דירות 90 מ"ר', [("דירות", "90")]),
        ("ממיידים 336.28 מייר; מעליות", [('ממ"דים', "336.28")]),
        ('שטח עיקרי: 120 מ"ר, שטח שירות: 30 מ"ר', [("שטח עיקרי", "120"), ("שטח שירות", "30")]),
        ("בריכת מים; גדרות בגובה 2 מ'", []),
    ],
)
def test_kinds_and_numbers_are_told_apart_when_a_text_names_areas(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(each.kind, each.area) for each in areas(_text(text))] == expected


def test_the_total_outweighs_the_parts_when_a_text_counts_units_more_than_once() -> None:
    found, differ = units('בניין א 12 יח"ד, בניין ב 16 יח"ד, סה"כ 28 יח"ד')
    assert [match["units"] for match in found] == ["28"]
    assert not differ


def test_parts_are_told_to_differ_when_a_text_has_no_total() -> None:
    assert units('בניין א 12 יח"ד, בניין ב 16 יח"ד')[1]


@pytest.mark.parametrize(("text", "count"), [("בן 7 ק.+ק.ק", "7"), ("בן 12 קומות", "12")])
def test_floors_are_read_when_they_are_shortened_or_not(text: str, count: str) -> None:
    match = floors(text)
    assert match is not None
    assert match["floors"] == count
