"""The pictures of step 3: sources that disagree, decisions, foreign papers, a clean case."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.evidence import DocType, Document, KindBy
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.reading.paper_reading import Doubt, Found, PaperReading, Reading
from shamay_desktop.domain.reading.reading_json import encode_reading
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.checks.lines import Kind
from shamay_desktop.ui.pages.validation import ValidationPage
from shamay_desktop.ui.rules.rules_dialog import RulesDialog
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.cases.importing import import_case
from tools.shots.photographer import Photographer

_SAME = {"gush": "99214", "helka": "57"}
_LONG = "כל שינוי בחזיתות הבניין, לרבות סגירת מרפסות והתקנת מזגנים, טעון הסכמת האסיפה " * 6
_SAID: Mapping[DocType, Mapping[str, str]] = {
    DocType.TABU: {
        **_SAME, "tat_helka": "14", "extract_number": "51907", "extract_date": "2026-10-12",
        "floor": "שלישית", "unit_area": "136.8", "unit_description": "דירה עם גינה צמודה",
        "common_property_share": "137/4462", "parcel_area": "1986", "sub_parcel_count": "33",
        "registration_office": _LONG, "building": "1", "entrance": "ב",
        "owners[0].name": "מיכל שדה-אור", "owners[0].id_number": "304159262",
        "owners[0].share": "1/3", "owners[1].name": "אלון שדה-אור", "owners[1].share": "2/3",
    },
    DocType.CONDO: {
        **_SAME, "file_number": "118/2014", "total_units": "32", "parcel_area": "1896",
        "units[0].number": "14", "units[0].floor": "רביעית", "units[0].area": "138.8",
        "units[0].description": "דירה", "units[0].share": "139/4462", "units[0].building": "1",
    },
    DocType.PERMIT: {
        "gush": "9905", "helka": "30", "permit_number": "20110347",
    },
}  # fmt: skip
_FORMS = {DocType.TABU: "condominium_full", DocType.CONDO: "order", DocType.PERMIT: "permit"}
_SCANNED = (DocType.CONDO,)


def checks_round(camera: Photographer) -> None:
    """A sample whose papers were read, with contradictions planted against each other and it."""
    camera.window.activateWindow()
    sample = import_case(camera.services, camera.person, resource("sample_case"))
    _read_papers(camera, sample.valuation_id)
    shell = camera.open_case(sample.valuation_id)
    shell.open_step(Step.VALIDATION)
    camera.rest()
    page = shell.pages[Step.VALIDATION]
    if not isinstance(page, ValidationPage):
        raise TypeError("no page of checks")
    camera.take("checks-contradictions")
    _walk(camera, shell, page)
    _missing(camera, shell, page)
    _clean(camera, page)
    shell.paper.toggle()
    camera.leave_case()
    _rules(camera)


def _rules(camera: Photographer) -> None:
    """The office's rules: the shipped ones, and one of its own."""
    camera.workplace.show_rules()
    dialog = camera.dialog()
    if not isinstance(dialog, RulesDialog):
        raise TypeError("no window of rules")
    camera.wait(lambda: bool(dialog.draft.sets))
    camera.take("rules", dialog)
    dialog.search.setText("12")
    camera.take("rules-search", dialog)
    dialog.search.clear()
    new = dialog.findChild(QPushButton, "action:new-rule")
    if isinstance(new, QPushButton):
        new.click()
    camera.take("rules-own", dialog)
    dialog.save()
    camera.take("rules-wrong", dialog)
    dialog.close()
    dialog.close()


def _walk(camera: Photographer, shell: WizardShell, page: ValidationPage) -> None:
    """A claim with its box lit, a reason that is being written, another value, a decision."""
    sources = page.sources
    sources.table.setFocus()
    _go(page, Kind.CLAIM, document=DocType.TABU)
    sources.show_page()  # as walking there does, whether or not the window is the active one
    camera.wait(lambda: shell.paper.is_open)
    camera.take("checks-claim-beside-paper")
    sources.panel.write_reason()
    sources.panel.reason.setPlainText("הנסח העדכני גובר על האמור בתיק; הנתון נבדק מול הדף.")
    camera.take("checks-reason")
    sources.panel.type_other("")
    camera.take("checks-other-value")
    sources.table.setFocus()
    sources.take()
    camera.take("checks-taken")
    sources.settled_chip.click()
    page.sources.table.select(page.sources.model.rowCount() - 1)
    page.area.bring(page.sources.table)
    camera.take("checks-decided")
    sources.settled_chip.click()


def _missing(camera: Photographer, shell: WizardShell, page: ValidationPage) -> None:
    """A value that the case lacks and a paper says."""
    shell.edit(setting(shell.context.session.case, "rights.extract_number", None))
    camera.rest()
    page.sources.table.setFocus()
    _go(page, Kind.MISSING)
    camera.take("checks-missing")


def _clean(camera: Photographer, page: ValidationPage) -> None:
    """Every fact decided, one after the other."""
    for _ in range(80):
        line = next((each for each in page.sources.model.lines if each.kind is Kind.FACT), None)
        if line is None:
            break
        _go(page, Kind.CLAIM)
        page.sources.take()
        camera.rest()
    page.area.verticalScrollBar().setValue(0)
    camera.take("checks-clean")


def _go(page: ValidationPage, kind: Kind, document: DocType | None = None) -> None:
    for row, line in enumerate(page.sources.model.lines):
        kinds = None if line.document is None else line.document.doc_type
        if line.kind is kind and (document is None or kinds is document):
            page.sources.table.select(row)
            return


def _read_papers(camera: Photographer, case_id: str) -> None:
    """Every paper of the case as it was read."""
    with camera.services.database.work(camera.person) as work:
        for paper in work.evidence.documents(case_id):
            said = _SAID.get(paper.doc_type)
            if said is not None:
                work.evidence.save_document(
                    replace(paper, extracted=encode_reading(_read(paper, said)))
                )
        work.commit()


def _read(paper: Document, said: Mapping[str, str]) -> PaperReading:
    doubt = Doubt.NUMBER_FROM_SCAN if paper.doc_type in _SCANNED else None
    found = tuple(
        Found(path, content, 1, ("330", str(150 + 19 * at), "470", str(166 + 19 * at)), content,
              "0.93", doubt if content[0].isdigit() else None)
        for at, (path, content) in enumerate(said.items())
    )  # fmt: skip
    form = _FORMS[paper.doc_type]
    reading = Reading(paper.doc_type, form, "sample", 1, 1, max(paper.pages, 1), found)
    said_so = paper.doc_type if paper.kind_by is KindBy.PERSON else None
    return PaperReading(paper.sha256, max(paper.pages, 1), (reading,), kind_said=said_so)
