"""How far a paper is read, and its signature, in a mark and a few words each."""

from collections.abc import Mapping
from dataclasses import dataclass

from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.belonging import Belongs, Place
from shamay_desktop.domain.reading.paper_reading import (
    Missed,
    PaperReading,
    Reading,
    Signature,
    SignatureFacts,
)
from shamay_desktop.domain.reading.reading_json import reading_of, reading_problem
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.papers.reading_queue import Stage, Work
from shamay_desktop.ui.widgets.story import moment
from shamay_desktop.usecases.reading.papers import WHOLE_FILE


@dataclass(frozen=True, slots=True)
class Badge:
    """What is said of a paper: the code, its icon and colour, its word, and more in the tip."""

    code: str
    icon: str
    tone: theme.Tone
    words: str
    tip: str


_LOOKS: Mapping[str, tuple[str, theme.Tone]] = {
    "waiting": ("clock", "muted"),
    "reading": ("refresh", "accent"),
    "cancelled": ("minus", "muted"),
    "failed": ("block", "error"),
    "unread": ("not-asked", "muted"),
    "read": ("check", "ok"),
    "look": ("eye", "warning"),
    "other": ("warn", "error"),
    "nothing": ("question", "muted"),
    "newer": ("question", "warning"),
    "broken": ("block", "error"),
}

_SEALS: Mapping[Signature, tuple[str, theme.Tone]] = {
    Signature.INTACT: ("seal", "ok"),
    Signature.ALTERED: ("seal-broken", "error"),
    Signature.UNVERIFIABLE: ("seal", "warning"),
    Signature.NONE: ("none", "muted"),
}


def state_of(
    paper: Document, work: Work | None, belongs: Mapping[Place, Belongs], texts: Texts
) -> Badge:
    """Where the reading of a paper stands, for its row."""
    if work is not None:
        return _under_way(work, texts)
    read = reading_of(paper)
    if read is None:
        return _never_read(paper, texts)
    reason = whole_problem(read)
    if reason is not None:
        return _badge("failed", texts, tip=missed_words(reason, texts))
    if is_foreign(paper, read, belongs):
        return _badge("other", texts)
    if not values_of(read):
        lost = read.problems if len(read.problems) >= read.pages else ()
        return (
            _badge("failed", texts, tip=missed_words(lost[0], texts))
            if lost
            else _badge("nothing", texts)
        )
    count = looks_of(read)
    code = "look" if count else "read"
    return _badge(code, texts, count=count, values=values_of(read))


def is_foreign(paper: Document, read: PaperReading, belongs: Mapping[Place, Belongs]) -> bool:
    """Whether all that was read of a paper speaks of another property."""
    sides = [belongs.get((paper.id, number)) for number in range(len(read.readings))]
    said = [side for side in sides if side is not None and side is not Belongs.UNSURE]
    return bool(said) and all(side is Belongs.OTHER for side in said)


def whole_problem(read: PaperReading) -> Missed | None:
    """Why the file as a whole could not be read; None when anything of it was."""
    if values_of(read):
        return None
    return next((each for each in read.problems if each.path == WHOLE_FILE), None)


def values_of(read: PaperReading) -> int:
    """How many values were read."""
    return sum(len(reading.found) for reading in read.readings)


def looks_of(read: PaperReading) -> int:
    """How many things of a paper wait for a person: doubts, what was missed, failed pages."""
    return len(read.problems) + sum(_looks_of(reading) for reading in read.readings)


def _looks_of(reading: Reading) -> int:
    return len(reading.missed) + sum(found.needs_review for found in reading.found)


def missed_words(missed: Missed, texts: Texts) -> str:
    """Why a value, a page or a file could not be read."""
    for area in ("reading.missed", "papers.missed", "errors"):
        if texts.has(f"{area}.{missed.code}"):
            try:
                return texts(f"{area}.{missed.code}", **missed.facts)
            except KeyError:  # a fact of the sentence was not kept
                continue
    return texts("papers.missed.other")


def seal_of(facts: SignatureFacts, texts: Texts) -> Badge:
    """What is known of a file's electronic signature."""
    icon, tone = _SEALS[facts.state]
    part = facts.state is Signature.INTACT and not facts.covers_whole_file
    key = "part" if part else facts.state.value
    lines = [texts(f"papers.signature_tip.{key}")]
    if facts.signer:
        lines.append(texts("papers.signature_by", signer=facts.signer))
    if facts.signed_at:
        lines.append(texts("papers.signature_at", at=moment(facts.signed_at)))
    if facts.reason and texts.has(f"reading.signature.{facts.reason}"):
        reason = texts(f"reading.signature.{facts.reason}")
        lines.append(texts("papers.signature_reason", reason=reason))
    words = texts(f"papers.signature.{facts.state.value}")
    return Badge(facts.state.value, icon, "warning" if part else tone, words, "\n".join(lines))


def _under_way(work: Work, texts: Texts) -> Badge:
    if work.stage is Stage.FAILED and work.error is not None:
        return _badge("failed", texts, tip=error_words(texts, work.error))
    if work.stage is not Stage.READING:
        return _badge(work.stage.value, texts)
    if not work.total:
        icon, tone = _LOOKS["reading"]
        words, tip = texts("papers.state.reading_begins"), texts("papers.state_tip.reading")
        return Badge("reading", icon, tone, words, tip)
    return _badge("reading", texts, done=work.done, total=work.total)


def _never_read(paper: Document, texts: Texts) -> Badge:
    problem = reading_problem(paper)
    if problem is None:
        return _badge("unread", texts)
    return _badge("newer" if problem.code == "reading_newer" else "broken", texts)


def _badge(code: str, texts: Texts, tip: str = "", **facts: object) -> Badge:
    icon, tone = _LOOKS[code]
    words = texts(f"papers.state.{code}", **facts)
    return Badge(code, icon, tone, words, tip or texts(f"papers.state_tip.{code}", **facts))
