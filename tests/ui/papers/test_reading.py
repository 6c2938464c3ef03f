"""Papers that are read by themselves: states, cancelling, failing, proposals, versions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Origin
from shamay_desktop.domain.evidence import DocType, KindBy
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.reading.paper_reading import (
    Doubt,
    Missed,
    Reading,
    Signature,
    SignatureFacts,
)
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.papers.papers_model import SIGNATURE_COLUMN, STATE_COLUMN
from shamay_desktop.ui.papers.papers_panel import LOOK_MS
from shamay_desktop.ui.papers.proposal_entries import Mark
from shamay_desktop.ui.papers.reading_queue import ReadingQueue
from shamay_desktop.ui.papers.reading_tray import ReadingTray
from shamay_desktop.ui.papers.versions_dialog import VersionsDialog
from shamay_desktop.usecases.wizard.looking import Looked, LookingSession, open_or_look
from tests.readings import EXTRACT, extract, order, permit, reading_of_data
from tests.ui.bench import Shell, StillClock
from tests.ui.documents_bench import press, stored
from tests.ui.paper_bench import PaperBench, a_bench, files
from tests.ui.reading_bench import (
    choose,
    drop,
    reading_page,
    rest,
    states,
    with_reader,
)
from tests.ui.remembered_reader import RememberedReader

OTHER_PROPERTY = {"gush": "9905", "helka": "30", "plot": "1", "additional_parcels": ["32"]}


@pytest.fixture
def reader() -> RememberedReader:
    """What the papers say."""
    return RememberedReader()


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path, reader: RememberedReader) -> PaperBench:
    """An open case whose papers are read by heart."""
    return with_reader(a_bench(office, tmp_path), reader)


@pytest.fixture
def page(qtbot: QtBot, bench: PaperBench, reader: RememberedReader) -> Iterator[DocumentsPage]:
    """Step 2 on the screen."""
    yield from reading_page(qtbot, bench, reader)


def tell(reader: RememberedReader, folder: Path, name: str, *readings: Reading) -> str:
    """What the file of a name will say; its hash."""
    return reader.tell(files(folder, name)[0], *readings)


def doubtful() -> Reading:
    """An extract with an area that was read in two ways, and without a floor."""
    return reading_of_data(
        DocType.TABU,
        {key: member for key, member in EXTRACT.items() if key != "floor"},
        doubts={"unit_area": Doubt.READ_TWICE},
        missed=[Missed("floor", "page_broken", page=2)],
    )


def entry(page: DocumentsPage, label: str) -> int:
    """The row of a label."""
    entries = page.papers.proposals.model.entries
    return next(row for row, each in enumerate(entries) if each.mark and each.label == label)


def go_to(page: DocumentsPage, label: str) -> None:
    """Walk to the row of a label."""
    proposals = page.papers.proposals
    proposals.table.setFocus()
    proposals.table.setCurrentIndex(proposals.model.index(entry(page, label), 0))


def test_a_paper_when_dropped_then_is_read_by_itself_and_its_row_says_how_far(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", extract())
    tell(reader, tmp_path / "in", "b.pdf", order())
    reader.may_go.clear()
    reader.free_pages = 2
    seen: list[tuple[str, ...]] = []
    bench.context.reading.changed.connect(lambda: seen.append(tuple(sorted(states(page).values()))))
    page.add(files(tmp_path / "in", "a.pdf", "b.pdf"), as_papers=True)
    texts = bench.context.texts
    qtbot.waitUntil(lambda: ("reading", "waiting") in seen, timeout=20_000)
    words = [
        str(page.papers.model.index(row, STATE_COLUMN).data()) for row in range(2)
    ]  # one of them waits while the other is at its third page
    qtbot.waitUntil(lambda: page.context.reading.current is not None)
    qtbot.waitUntil(
        lambda: (
            texts("papers.state.reading", done=2, total=3)
            in [str(page.papers.model.index(row, STATE_COLUMN).data()) for row in range(2)]
        )
    )
    assert texts("papers.state.waiting") in words
    reader.may_go.set()
    rest(qtbot, page)
    assert states(page) == {"a.pdf": "read", "b.pdf": "read"}
    kinds = {each.file_name: (each.doc_type, each.kind_by) for each in stored(bench).documents}
    assert kinds == {
        "a.pdf": (DocType.TABU, KindBy.CONTENT),
        "b.pdf": (DocType.CONDO, KindBy.CONTENT),
    }


def test_a_kind_when_a_person_chose_it_then_wins_and_the_paper_is_read_as_that(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    known = tell(reader, tmp_path / "in", "a.pdf", extract())
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    choose(page, "a.pdf")
    page.papers.set_kind(DocType.PERMIT)
    rest(qtbot, page)
    assert reader.asked == [(known, None), (known, DocType.PERMIT)]
    assert [each.doc_type for each in stored(bench).documents] == [DocType.PERMIT]


def test_reading_when_cancelled_then_nothing_waits_and_it_begins_again_only_when_asked(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    for name in ("a.pdf", "b.pdf"):
        tell(reader, tmp_path / "in", name, extract())
    tray = ReadingTray(bench.context.texts, bench.context.reading)
    qtbot.addWidget(tray)
    reader.may_go.clear()
    page.add(files(tmp_path / "in", "a.pdf", "b.pdf"), as_papers=True)
    qtbot.waitUntil(lambda: tray.stop.isVisibleTo(tray) and bench.context.reading.waiting == 1)
    assert page.focus_field("rights.extract_number")
    tray.cancel()
    rest(qtbot, page)
    assert states(page) == {"a.pdf": "cancelled", "b.pdf": "cancelled"}
    assert tray.words.text() == bench.context.texts("papers.tray.cancelled")
    reader.may_go.set()
    page.reload_evidence()
    rest(qtbot, page)
    assert states(page) == {"a.pdf": "cancelled", "b.pdf": "cancelled"}
    page.tabs.setCurrentWidget(page.papers)
    choose(page, "b.pdf")
    page.papers.proposals.ask_read()
    rest(qtbot, page)
    assert states(page) == {"a.pdf": "cancelled", "b.pdf": "read"}


def test_a_paper_when_it_cannot_be_read_then_says_why_and_the_others_go_on(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    bad = tell(reader, tmp_path / "in", "a.pdf")
    reader.broken.add(bad)
    tell(reader, tmp_path / "in", "b.pdf", extract())
    tell(reader, tmp_path / "in", "c.pdf")
    drop(qtbot, page, tmp_path / "in", "a.pdf", "b.pdf", "c.pdf")
    assert states(page) == {"a.pdf": "failed", "b.pdf": "read", "c.pdf": "nothing"}
    choose(page, "a.pdf")
    reason = bench.context.texts("errors.file_broken", file="a.pdf")
    panel = page.papers.proposals
    row = page.papers.table.currentIndex().row()
    tip = page.papers.model.index(row, STATE_COLUMN).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == reason
    shown = [each for each in panel.model.entries if each.mark is Mark.MISSED]
    assert [each.reasons for each in shown] == [(reason,)]
    choose(page, "c.pdf")
    assert panel.empty.isVisible()
    assert panel.empty_words.text() == bench.context.texts("papers.nothing_found")


def test_clean_values_when_all_taken_then_fill_the_fields_with_their_place_and_undo_brings_back(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    known = tell(reader, tmp_path / "in", "a.pdf", doubtful())
    shell = Shell(page)
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    assert states(page) == {"a.pdf": "look"}
    choose(page, "a.pdf")
    before = shell.session.case
    press(qtbot, page, "take-clean")
    rest(qtbot, page)
    value = shell.session.case.value("rights.extract_number")
    assert value is not None
    assert value.content == "51422"
    source = value.provenance
    assert source is not None
    assert (source.origin, source.document, source.page) == (Origin.DOCUMENT, known, 1)
    assert source.box is not None
    assert source.confirmed_by == bench.context.actor.email
    assert shell.content("unit.registered_area") is None
    assert [row.content("share") for row in shell.session.case.rows("rights.owners")] == [
        "1/2",
        "1/2",
    ]
    entries = page.papers.proposals.model.entries
    number = bench.context.texts
    assert entries[entry(page, "מספר הנסח")].mark is Mark.TAKEN
    assert page.papers.proposals.take_all.text() == number("papers.take_clean", count=0)
    shell.undo()
    rest(qtbot, page)
    assert shell.session.case.values == before.values
    assert page.papers.proposals.model.entries[entry(page, "מספר הנסח")].mark is Mark.CLEAN


def test_a_doubtful_value_when_taken_by_enter_then_is_confirmed_and_its_reason_was_said(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", doubtful())
    shell = Shell(page)
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    choose(page, "a.pdf")
    go_to(page, "שטח דירה רשום")
    panel = page.papers.proposals
    assert panel.current is not None
    assert panel.current.mark is Mark.LOOK
    assert bench.context.texts("papers.doubt.read_twice") in panel.detail.text()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    rest(qtbot, page)
    assert shell.content("unit.registered_area") == "97.6"
    assert panel.model.entries[entry(page, "שטח דירה רשום")].mark is Mark.TAKEN


def test_what_stands_when_the_paper_differs_then_is_said_and_only_a_gesture_replaces_it(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", extract())
    shell = Shell(page)
    bench.context.session.type("unit.registered_area", "95")
    page.show_case(bench.context.session.case)
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    choose(page, "a.pdf")
    panel = page.papers.proposals
    panel.take_clean()
    rest(qtbot, page)
    assert shell.content("unit.registered_area") == "95"
    go_to(page, "שטח דירה רשום")
    assert panel.current is not None
    assert panel.current.mark is Mark.DIFFERS
    assert "95" in panel.current.standing
    assert "95" in panel.detail.text()
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    rest(qtbot, page)
    assert shell.content("unit.registered_area") == "97.6"


def test_rows_when_walked_then_light_their_boxes_a_list_row_all_of_its_cells(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, tmp_path: Path
) -> None:
    known = tell(reader, tmp_path / "in", "a.pdf", extract())
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    choose(page, "a.pdf")
    asked: list[PaperAsked] = []
    page.paper_asked.connect(asked.append)
    go_to(page, "מספר הנסח")
    qtbot.waitUntil(lambda: any(each.box for each in asked))
    assert asked[-1] == PaperAsked(known, 1, ("60.00", "52.00", "180.50", "62.00"))
    go_to(page, f"{BY_ID['rights.owners'].label('he')} 1")
    qtbot.waitUntil(lambda: bool(asked[-1].further))
    assert len(asked[-1].further) == 6


def test_a_paper_of_another_property_when_read_then_says_both_and_takes_nothing_by_itself(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", extract())
    tell(reader, tmp_path / "in", "b.pdf", permit(**OTHER_PROPERTY))
    shell = Shell(page)
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    choose(page, "a.pdf")
    page.papers.proposals.take_clean()
    rest(qtbot, page)
    drop(qtbot, page, tmp_path / "in", "b.pdf")
    assert states(page) == {"a.pdf": "read", "b.pdf": "other"}
    choose(page, "b.pdf")
    texts, head = bench.context.texts, page.papers.proposals.head
    assert head.banner.isVisible()
    assert head.banner_words.text() == texts(
        "papers.foreign",
        paper=texts("papers.property", gush="9905", helka="30"),
        case=texts("papers.property_unit", gush="7245", helka="113", tat="21"),
    )
    before = shell.session.case
    page.papers.proposals.take_all_clean()
    assert shell.session.case is before
    marks = {each.mark for each in page.papers.proposals.model.entries if each.mark}
    assert marks == {Mark.FOREIGN}
    choose(page, "a.pdf")
    assert not head.banner.isVisible()


def test_what_was_missed_when_shown_then_names_its_field_and_why(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, tmp_path: Path
) -> None:
    known = tell(reader, tmp_path / "in", "a.pdf", doubtful())
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    choose(page, "a.pdf")
    missed = [each for each in page.papers.proposals.model.entries if each.mark is Mark.MISSED]
    assert [each.label for each in missed] == ["תיאור הקומה בנסח"]
    assert missed[0].asked == PaperAsked(known, 2)
    assert missed[0].reasons[0]
    assert not missed[0].can_take


def test_an_earlier_version_when_restored_then_is_proposed_again_and_the_case_stays(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    path = files(tmp_path / "in", "a.pdf")[0]
    reader.tell(path, extract())
    shell = Shell(page)
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    reader.tell(path, extract(extract_number="99999"))
    choose(page, "a.pdf")
    page.papers.proposals.ask_read()
    rest(qtbot, page)
    assert "99999" in page.papers.proposals.model.entries[entry(page, "מספר הנסח")].value
    page.papers.proposals.ask_versions()
    dialog = page.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    qtbot.waitUntil(lambda: len(dialog.model.versions) == 2)
    assert [each.number for each in dialog.model.versions] == [2, 1]
    assert dialog.model.versions[1].who == bench.context.actor.name
    assert dialog.table.currentIndex().row() == 1
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert "51422" in page.papers.proposals.model.entries[entry(page, "מספר הנסח")].value
    assert shell.gestures == []


def test_a_signature_when_a_file_has_one_then_its_badge_says_what_is_known(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    states_of = (Signature.INTACT, Signature.ALTERED, Signature.UNVERIFIABLE, Signature.NONE)
    names = [f"{state}.pdf" for state in states_of]
    for state, name in zip(states_of, names, strict=True):
        known = tell(reader, tmp_path / "in", name, extract())
        reader.seals[known] = SignatureFacts(state, signer="רשם", covers_whole_file=True)
    drop(qtbot, page, tmp_path / "in", *names)
    texts, model = bench.context.texts, page.papers.model
    for row, paper in enumerate(model.papers):
        named = paper.file_name.removesuffix(".pdf")
        index = model.index(row, SIGNATURE_COLUMN)
        words = texts(f"papers.signature.{named}")
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == words
        assert words in index.data(Qt.ItemDataRole.ToolTipRole)
        choose(page, paper.file_name)
        badge = page.findChild(QLabel, "signature-badge")
        assert isinstance(badge, QLabel)
        assert badge.text() == words


def test_the_empty_states_when_shown_then_have_one_sentence_and_at_most_one_button(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    texts, panel = bench.context.texts, page.papers.proposals
    assert not panel.isVisible()
    reader.may_go.clear()
    page.add(files(tmp_path / "in", "a.pdf"), as_papers=True)
    qtbot.waitUntil(lambda: states(page).get("a.pdf") == "reading")
    qtbot.waitUntil(lambda: panel.empty_words.text() == texts("papers.reading"))
    assert not panel.empty_button.isVisible()
    bench.context.reading.cancel()
    rest(qtbot, page)
    assert panel.empty_words.text() == texts("papers.unread")
    assert panel.empty_button.isVisible()
    reader.may_go.set()
    press(qtbot, page, "read-paper")
    rest(qtbot, page)
    assert states(page) == {"a.pdf": "nothing"}


def test_papers_when_they_come_then_the_first_is_chosen_and_no_page_is_opened(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", extract())
    asked: list[object] = []
    page.paper_asked.connect(asked.append)
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    paper = page.papers.current
    assert paper is not None
    assert paper.file_name == "a.pdf"
    assert page.papers.proposals.model.entries, "what was read is seen without a gesture"
    qtbot.wait(2 * LOOK_MS)
    assert asked == []


def test_keys_when_pressed_in_the_papers_then_take_all_clean_ones(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", extract())
    shell = Shell(page)
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    choose(page, "a.pdf")
    page.activateWindow()
    page.papers.table.setFocus()
    qtbot.waitUntil(page.papers.table.hasFocus)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.papers.table, Qt.Key.Key_Return, held)
    assert shell.content("rights.extract_number") == "51422"


def test_papers_of_two_properties_when_the_case_names_none_then_a_person_says_which_it_is(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", extract())
    tell(reader, tmp_path / "in", "b.pdf", permit(**OTHER_PROPERTY))
    shell = Shell(page)
    drop(qtbot, page, tmp_path / "in", "a.pdf", "b.pdf")
    choose(page, "a.pdf")
    panel = page.papers.proposals
    assert {each.mark for each in panel.model.entries if each.mark} == {Mark.LOOK}
    assert panel.head.claim.isVisible()
    qtbot.mouseClick(panel.head.claim, Qt.MouseButton.LeftButton)
    rest(qtbot, page)
    assert [shell.content(f"parcel.{name}") for name in ("gush", "helka", "tat_helka")] == [
        "7245", "113", "21",
    ]  # fmt: skip
    assert not panel.head.banner.isVisible()
    assert states(page) == {"a.pdf": "read", "b.pdf": "other"}
    marks = {each.mark for each in panel.model.entries if each.mark}
    assert marks == {Mark.CLEAN, Mark.TAKEN}


def test_who_only_looks_when_papers_were_read_then_sees_them_and_can_take_nothing(
    qtbot: QtBot, page: DocumentsPage, reader: RememberedReader, bench: PaperBench, tmp_path: Path
) -> None:
    tell(reader, tmp_path / "in", "a.pdf", extract())
    drop(qtbot, page, tmp_path / "in", "a.pdf")
    context = bench.context
    looked = open_or_look(context.services, context.actor, context.session.valuation.id)
    opened = looked.opened if isinstance(looked, Looked) else looked
    session = LookingSession(opened.record, opened.valuation, context.actor, StillClock())
    looking = DocumentsPage(replace(context, session=session, reading=ReadingQueue()))
    qtbot.addWidget(looking)
    looking.resize(1000, 760)
    looking.show()
    looking.context.reading.begin(looking.context)
    looking.show_case(session.case)
    rest(qtbot, looking)
    choose(looking, "a.pdf")
    panel = looking.papers.proposals
    assert panel.model.entries
    assert not panel.take_all.isVisible()
    assert not panel.take.isVisible()
    assert not panel.head.again.isVisible()
    said: list[object] = []
    panel.edited.connect(said.append)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    panel.take_clean()
    assert said == []
    looking.context.reading.ask([looking.papers.model.papers[0].id])
    assert not looking.context.reading.busy
