"""The one frozen value that the window and the command line hand to every use case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.records import AssetType
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.usecases.drawing_ports import DrawingWriter, PolygonWork
from shamay_desktop.usecases.file_ports import (
    CaseFolders,
    ContentStore,
    Derived,
    FolderFiles,
    Inspector,
)
from shamay_desktop.usecases.font_ports import NoFonts, ReportFonts
from shamay_desktop.usecases.market_ports import Coordinates, TableReader
from shamay_desktop.usecases.model_ports import LanguageModel
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.places_ports import LayerFiles
from shamay_desktop.usecases.ports import (
    Clock,
    Database,
    Exports,
    Passwords,
    ReportWriter,
    Settings,
)
from shamay_desktop.usecases.preview_ports import PageSetter
from shamay_desktop.usecases.reading_ports import PaperReader
from shamay_desktop.usecases.sealing_ports import StampWriter
from shamay_desktop.usecases.secret_ports import Secrets
from shamay_desktop.usecases.side_journal import SideJournal
from shamay_desktop.usecases.signing_ports import PdfSigner, PdfVerifier
from shamay_desktop.usecases.this_run import ThisRun
from shamay_desktop.usecases.word_ports import NoWordFiles, WordFiles


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the use cases need from outside. `temporary` is a folder for short-lived files.

    `writers` are loaded when first called, so that starting does not pay for them. `rules` is the
    shipped rule set that is on in every office, `further_rules` those that an office may switch
    on; what holds in an office is `usecases.office.rules.rules_of`. `indexes` are the shipped price
    indexes; what an office knows of them is `usecases.market.indexes.indexes_of`.
    `sealed_writer` makes the PDF that is signed, a file for archives as that of `writers`;
    `set_pages` sets what is only looked at.
    """

    database: Database
    store: ContentStore
    inspector: Inspector
    derived: Derived
    reader: PaperReader
    tables: TableReader
    coordinates: Coordinates
    writers: Mapping[AssetType, ReportWriter]
    folders: CaseFolders
    folder_files: FolderFiles
    exports: Exports
    passwords: Passwords
    secrets: Secrets
    settings: Settings
    clock: Clock
    rules: Callable[[], RuleSet]
    temporary: Path
    home: Path
    close: Callable[[], None]
    side_journal: SideJournal
    signer: PdfSigner
    verifier: PdfVerifier
    sealed_writer: ReportWriter
    stamp_writer: StampWriter
    set_pages: PageSetter
    polygons: PolygonWork
    drawing_writer: DrawingWriter
    layers: LayerFiles
    run: ThisRun = field(default_factory=ThisRun)
    further_rules: Callable[[], Sequence[RuleSet]] = tuple
    known_rules: KnownRules = field(default_factory=KnownRules)
    model: LanguageModel | None = None
    indexes: Callable[[], Sequence[PriceIndex]] = tuple
    report_fonts: ReportFonts = field(default_factory=NoFonts)
    word_files: WordFiles = field(default_factory=NoWordFiles)
