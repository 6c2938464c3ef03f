"""What an extractor read from the pages of a paper: values with their sources, and what it missed.

`paths` are those of `data` in the command line's answer: `gush`, `owners[0].share`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.kept import Kept

Fact = str | int
"""A fact of a problem's sentence."""


class Doubt(StrEnum):
    """Why a person must look at a value before it is believed."""

    NUMBER_FROM_SCAN = "number_from_scan"
    """Figures that were recognised, and nothing else on the papers agrees with them."""
    READ_TWICE = "read_twice"
    """Read with words and read apart, the figures differ."""
    UNSURE_WORDS = "unsure_words"
    CHECK_DIGIT = "check_digit"
    SHARES = "shares"
    """The shares do not make a whole."""
    SHARE_OFF_AREA = "share_off_area"
    OUT_OF_RANGE = "out_of_range"
    STRANGE_SHAPE = "strange_shape"
    """It stands where the value stands, and does not look like one."""
    SEVERAL = "several"
    """The paper says it in several places, differently."""


@dataclass(frozen=True, slots=True)
class Found:
    """One value that was read. `content` is canonical (ISO dates, exact numbers as text, "n/d").

    `box` has four exact numbers as text (left, top, right, bottom in points, as `page_text.Box`),
    `text` is what stands there on the page, `confidence` an exact decimal from 0 to 1. With a
    `doubt` it needs a person's look: `needs_review`. `agrees_with` names what confirms it (a path
    of this reading, or a rule such as `check_digit`), None when nothing does.
    """

    path: str
    content: str
    page: int
    box: tuple[str, str, str, str]
    text: str
    confidence: str
    doubt: Doubt | None = None
    agrees_with: str | None = None

    @property
    def needs_review(self) -> bool:
        """Whether a person must look before it is believed."""
        return self.doubt is not None


def doubted(found: Found, doubt: Doubt | None) -> Found:
    """A value that is as doubtful as what says whose it is; its own doubt goes first."""
    return found if doubt is None or found.needs_review else replace(found, doubt=doubt)


@dataclass(frozen=True, slots=True)
class Missed:
    """A value that could not be read, by its path, and why: a code of `reading.missed.<code>`."""

    path: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one extractor read from consecutive pages of a paper: one document in the file.

    `form` names the layout ("condominium_full", "condominium_concentrated", "rights", "deeds",
    "permit_form_3", "order", "plans_table", …). `nones` are keys of lists that the paper, read to
    its end, does not have: it says none. `reader` and `version` say which extractor it was.
    """

    kind: DocType
    form: str
    reader: str
    version: int
    first_page: int
    last_page: int
    found: tuple[Found, ...] = ()
    missed: tuple[Missed, ...] = ()
    nones: tuple[str, ...] = ()

    def get(self, path: str) -> Found | None:
        """What was read at a path."""
        return index_of(self).found.get(path)

    def content(self, path: str) -> str | None:
        """The content at a path, None when nothing was read."""
        found = self.get(path)
        return None if found is None else found.content

    def rows(self, key: str) -> int:
        """How many rows of a list were read."""
        return index_of(self).rows.get(key, 0)


@dataclass(frozen=True, slots=True)
class Index:
    """What was read, by its path, and how many rows each list has ("units", "units[3].areas")."""

    found: Mapping[str, Found]
    rows: Mapping[str, int]


def index_of(reading: Reading) -> Index:
    """What was read by its path, made once a reading: a whole order has thousands of values."""
    return _indexes.of(reading, lambda: _indexed(reading))


_indexes: Kept[Reading, Index] = Kept(512)


def _indexed(reading: Reading) -> Index:
    rows: dict[str, int] = {}
    by_path: dict[str, Found] = {}
    for found in reading.found:
        by_path.setdefault(found.path, found)
        at = found.path.find("[")
        while at >= 0:
            end = found.path.index("]", at)
            prefix, number = found.path[:at], int(found.path[at + 1 : end])
            rows[prefix] = max(rows.get(prefix, 0), number + 1)
            at = found.path.find("[", end)
    return Index(MappingProxyType(by_path), MappingProxyType(rows))


class Signature(StrEnum):
    """What is known of the electronic signature in a file."""

    INTACT = "intact"
    ALTERED = "altered"
    NONE = "none"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """A file's signature: its state, who signed by the certificate, when it says (ISO UTC).

    `trusted` is never claimed offline: whether the certificate holds is not known.
    `reason` is a code of `reading.signature.<code>` for what could not be verified.
    """

    state: Signature = Signature.NONE
    signer: str = ""
    issuer: str = ""
    signed_at: str | None = None
    covers_whole_file: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaperReading:
    """All that was read from one file: its documents in the order of their pages.

    `problems` are pages of which nothing or not all could be read, by code (path "file": the file
    as a whole, a code of `errors`); `pages` counts the file's pages, `ocr_pages` names those that
    were recognised. `kind_said` is the kind that a person had said when it was read, `rotation`
    how the paper was turned then: where either changed since, it is to be read again.
    """

    sha256: str
    pages: int
    readings: tuple[Reading, ...] = ()
    signature: SignatureFacts = SignatureFacts()
    problems: tuple[Missed, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    kind_said: DocType | None = None
    rotation: int = 0

    @property
    def kind(self) -> DocType:
        """The kind of the first document that was recognised, OTHER when none was."""
        known = (reading.kind for reading in self.readings if reading.kind is not DocType.OTHER)
        return next(known, DocType.OTHER)

    @property
    def needs_look(self) -> bool:
        """Whether anything in it waits for a person."""
        return bool(self.problems) or any(
            reading.missed or any(found.needs_review for found in reading.found)
            for reading in self.readings
        )
