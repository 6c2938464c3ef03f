"""The one place that chooses concrete classes: a frozen `Services` for the window and the cli."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.records import AssetType
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.domain.standards import RuleSet, rule_set_of_text
from shamay_desktop.resource_files import resource
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.ports import ReportWriter
from shamay_desktop.usecases.services import Services

if TYPE_CHECKING:
    from shamay_desktop.documents.content_store import FileStore
    from shamay_desktop.documents.derived import DerivedFiles
    from shamay_desktop.documents.ocr.recogniser import Recogniser
    from shamay_desktop.documents.reading.reader import StoredPaperReader
    from shamay_desktop.documents.tables.reader import LimitedTableReader
    from shamay_desktop.documents.worker.pool import LimitedWorkers
    from shamay_desktop.domain.measuring.drawing import Drawing
    from shamay_desktop.i18n.language import Language
    from shamay_desktop.storage.database import SqlDatabase
    from shamay_desktop.system.clock import SystemClock
    from shamay_desktop.system.durable import DurableDisk
    from shamay_desktop.system.temporary_folder import TemporaryFolder
    from shamay_desktop.usecases.drawing_ports import PolygonWork
    from shamay_desktop.usecases.font_ports import ReportFonts
    from shamay_desktop.usecases.market_ports import Coordinates
    from shamay_desktop.usecases.model_ports import LanguageModel
    from shamay_desktop.usecases.places_ports import LayerFiles
    from shamay_desktop.usecases.preview_ports import PagesToSee
    from shamay_desktop.usecases.side_journal import SideJournal
    from shamay_desktop.usecases.signing_ports import PdfSigner, PdfVerifier
    from shamay_desktop.usecases.word_ports import WordFiles


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program works: its home, and the database when it is not the home's own.

    `models` is another home's folder of models for scans, for a home of the moment.
    """

    home: Home
    database_url: str | None = None
    models: Path | None = None


def build_services(place: Place) -> Services:
    """Everything wired; the database is opened when first used, its schema is not touched.

    Raises WorldFailed(`home_unwritable`).
    """
    from shamay_desktop.system import clock, durable
    from shamay_desktop.system.temporary_folder import TemporaryFolder

    home, disk, times = place.home.make(), durable.DurableDisk(), clock.SystemClock()
    second = home.side_journal_of(place.database_url)
    database = _database(place, second, times.now)
    kept = _Kept(database, _side_journal(second, disk), TemporaryFolder())
    return _wired(home, times, _papers(place, disk), kept)


class _Kept(NamedTuple):
    """Where things are kept that are no papers: rows, edits in a second place, what goes soon."""

    database: "SqlDatabase"
    side_journal: "SideJournal"
    temporary: "TemporaryFolder"


def _wired(home: Home, times: "SystemClock", papers: "_Papers", kept: _Kept) -> Services:
    from shamay_desktop.system import case_folders, exports, passwords, secrets, settings

    temporary = kept.temporary
    return Services(
        database=kept.database,
        store=papers.store,
        inspector=papers.workers,
        derived=papers.derived,
        reader=papers.reader,
        tables=_tables(papers.tables, temporary.path),
        word_files=_word_files(papers.workers),
        coordinates=_coordinates(),
        writers=_writers(),
        folders=case_folders.DiskCaseFolders(),
        folder_files=_files_below,
        exports=exports.DiskExports(),
        passwords=passwords.Argon2Passwords(),
        secrets=secrets.KeyringSecrets(),
        settings=settings.SettingsFile(home.settings),
        clock=times,
        rules=_shipped_rules,
        further_rules=_further_rules,
        indexes=_shipped_indexes,
        temporary=temporary.path,
        home=home.root,
        side_journal=kept.side_journal,
        close=lambda: _close(papers, kept.database, temporary),
        model=_model(),
        signer=_signer(),
        verifier=_verifier(),
        sealed_writer=_write_sealed,
        stamp_writer=_write_stamp,
        set_pages=_set_pages,
        report_fonts=_report_fonts(),
        polygons=_polygons(),
        drawing_writer=_write_drawing,
        layers=_layers(papers.layers, home.layers),
    )


def _report_fonts() -> "ReportFonts":
    from shamay_desktop.reports.installed_fonts import InstalledFonts

    return InstalledFonts()


class _Papers(NamedTuple):
    """What keeps and reads papers: they are made for one another."""

    store: "FileStore"
    workers: "LimitedWorkers"
    derived: "DerivedFiles"
    recogniser: "Recogniser"
    reader: "StoredPaperReader"
    tables: "LimitedWorkers"
    layers: "LimitedWorkers"


def _papers(place: Place, disk: "DurableDisk") -> _Papers:
    from shamay_desktop.documents.content_store import FileStore
    from shamay_desktop.documents.derived import DerivedFiles
    from shamay_desktop.documents.ocr.models import model_folders
    from shamay_desktop.documents.ocr.recogniser import Recogniser
    from shamay_desktop.documents.reading.kept_pages import KeptPages
    from shamay_desktop.documents.reading.reader import StoredPaperReader
    from shamay_desktop.documents.tables.reader import table_workers
    from shamay_desktop.documents.worker.pool import LimitedWorkers
    from shamay_desktop.system import limits

    home, models = place.home, place.models or place.home.models
    recogniser = Recogniser(limits.page_limits(), model_folders(models))
    store = FileStore(home.store, disk)
    workers = LimitedWorkers(limits.ProcessLimits(), beside=(recogniser.workers,))
    kept = KeptPages(home.readings, disk)
    reader = StoredPaperReader(store, workers, kept, recogniser)
    tables = table_workers(limits.table_limits(), beside=(workers, recogniser.workers))
    derived = DerivedFiles(home.derived, store, workers, disk)
    layers = _layer_workers((workers, recogniser.workers, tables))
    return _Papers(store, workers, derived, recogniser, reader, tables, layers)


def _tables(workers: "LimitedWorkers", temporary: Path) -> "LimitedTableReader":
    from shamay_desktop.documents.tables.reader import LimitedTableReader

    return LimitedTableReader(workers, temporary)


def _layer_workers(beside: Sequence["LimitedWorkers"]) -> "LimitedWorkers":
    from shamay_desktop.documents.worker.pool import LimitedWorkers
    from shamay_desktop.gis.layers import TASKS
    from shamay_desktop.system import limits

    return LimitedWorkers(
        limits.layer_limits(), 1, files_a_process=200, tasks_module=TASKS, beside=beside
    )


def _layers(workers: "LimitedWorkers", folder: Path) -> "LayerFiles":
    from shamay_desktop.gis.layers import LimitedLayers

    return LimitedLayers(workers, folder)


def _word_files(workers: "LimitedWorkers") -> "WordFiles":
    from shamay_desktop.documents.word.reader import LimitedWordFiles

    return LimitedWordFiles(workers)


def _coordinates() -> "Coordinates":
    from shamay_desktop.gis.coordinates import NamedTransforms

    return NamedTransforms()


def _polygons() -> "PolygonWork":
    from shamay_desktop.gis.polygons import ShapelyPolygons

    return ShapelyPolygons()


def _model() -> "LanguageModel":
    from shamay_desktop.analysis.openai_compatible import OpenAiCompatible

    return OpenAiCompatible()


def _signer() -> "PdfSigner":
    from shamay_desktop.signing.adapters import HankoSigner

    return HankoSigner()


def _verifier() -> "PdfVerifier":
    from shamay_desktop.signing.adapters import HankoVerifier

    return HankoVerifier()


def _side_journal(folder: Path, disk: "DurableDisk") -> "SideJournal":
    from shamay_desktop.system.side_journal import FolderSideJournal

    return FolderSideJournal(folder, disk)


def _database(place: Place, second: Path, now: Callable[[], datetime]) -> "SqlDatabase":
    """The home's own database is noted in two places; another one is its administrator's."""
    from shamay_desktop.storage.database import SqlDatabase
    from shamay_desktop.storage.marks import Marks

    home, url = place.home, place.database_url
    marks = None if url else Marks(home.known, second / "home.json")
    return SqlDatabase(url or home.database, backups=home.backups, now=now, marks=marks)


def _files_below(root: Path) -> Sequence[Path]:
    """The files of a folder, by the scan of the documents floor."""
    from shamay_desktop.documents.folder_scan import scan_folder

    return scan_folder(root)


def _close(papers: _Papers, database: "SqlDatabase", temporary: "TemporaryFolder") -> None:
    for pool in (papers.layers, papers.tables, papers.recogniser, papers.workers):
        pool.close()
    database.close()
    temporary.remove()


def _writers() -> Mapping[AssetType, ReportWriter]:
    from shamay_desktop.reports.data import write_csv, write_json

    return {
        AssetType.PDF: _write_sealed,
        AssetType.DOCX: _write_docx,
        AssetType.JSON: write_json,
        AssetType.CSV: write_csv,
    }


@cache
def _shipped_rules() -> RuleSet:
    return rule_set_of_text(resource("rules", "israel.json").read_text(encoding="utf-8"))


@cache
def _shipped_indexes() -> Sequence[PriceIndex]:
    from shamay_desktop.domain.market.price_index_json import shipped_indexes

    return shipped_indexes(resource("indexes", "dwellings.json").read_text(encoding="utf-8"))


@cache
def _further_rules() -> Sequence[RuleSet]:
    text = resource("rules", "international.json").read_text(encoding="utf-8")
    return (rule_set_of_text(text),)


def _write_sealed(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    *,
    created: datetime,
) -> tuple[BlockPlace, ...]:
    """The PDF that leaves the program, signed or not: a file for archives."""
    from shamay_desktop.reports.pdf.archive import write_archived

    return write_archived(content, pictures, target, created=created)


def _write_drawing(drawing: "Drawing") -> bytes:
    """A measured plan as DXF."""
    from shamay_desktop.reports.drawings.dxf import dxf_of

    return dxf_of(drawing)


def _set_pages(content: ReportContent, pictures: Mapping[str, PictureFile]) -> "PagesToSee":
    """The pages of a preview."""
    from shamay_desktop.reports.pdf.page_by_page import SeenPages

    return SeenPages(content, pictures)


def _write_stamp(
    lines: Sequence[str], target: Path, *, width: float, height: float, language: "Language"
) -> None:
    """The visible stamp of a signature."""
    from shamay_desktop.reports.pdf.stamp import write_stamp

    write_stamp(lines, target, width=width, height=height, language=language)


def _write_docx(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    target: Path,
    *,
    created: datetime,
) -> None:
    """The DOCX writer, loaded when a report is first written."""
    from shamay_desktop.reports.docx import write_paged_docx

    write_paged_docx(content, pictures, target, created=created)
