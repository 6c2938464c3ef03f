"""A text split by direction, so that Word's runs show it in the order that UAX #9 would.

Word does not apply UAX #9 to plain text: a run says by `w:rtl` which way its weak and neutral
characters go. Isolates (U+2066…U+2069) have no glyphs in the office's fonts, so they become runs
of their own direction; where a reader that follows UAX #9 (LibreOffice) would read such a run
otherwise, old invisible marks that every font and program knows (U+200E, U+200F) hold it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import bidirectional

from shamay_desktop.i18n.bidi import resolve
from shamay_desktop.i18n.isolates import strip_marks

# Places in a paragraph's text that are no characters of it (`printable` drops them from texts).
BOUNDARY = "\ufdd0"  # where a run of another look starts; of no direction
OBJECT = "\ufffb"  # a footnote's mark, neutral
_ISOLATE = "\ufffc"  # an isolate, neutral to the text around it

_LRI, _RLI, _FSI, _PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_TOKENS = re.compile(f"([{_LRI}-{_PDI}])")
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_NUMBER = re.compile(r"[0-9]+(?:[.,/:][0-9]+)*%?")
_RIGHT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one direction: a run."""

    text: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Embedding:
    """Pieces of both directions in an order of their own, against the text around: `w:dir`."""

    pieces: "tuple[Piece, ...]"
    rtl: bool


Piece = Span | Embedding


def pieces(text: str, *, rtl: bool) -> list[Piece]:
    """The text of a paragraph of direction `rtl` in pieces, without isolates, none empty."""
    tokens = [token for token in _TOKENS.split(text) if token]
    return list(_merged(_marked(_read(tokens, 0, len(tokens), rtl=rtl), rtl=rtl)))


def _read(tokens: list[str], start: int, end: int, *, rtl: bool) -> list[Piece]:
    """The tokens as spans, and as embeddings what is isolated and goes another way."""
    outer = ""
    isolates: list[list[Piece]] = []
    at = start
    while at < end:
        token = tokens[at]
        if token in (_LRI, _RLI, _FSI):
            close = _close(tokens, at, end)
            direction = token == _RLI if token != _FSI else _first_strong(tokens[at + 1 : close])
            inner = _read(tokens, at + 1, close, rtl=direction)
            isolates.append(_against(inner, direction=direction, base=rtl))
            outer += _ISOLATE
            at = close
        elif token != _PDI:
            outer += strip_marks(token)
        at += 1
    return list(_with_isolates(_spans(outer, rtl=rtl), isolates))


def _with_isolates(spans: Iterable[Span], isolates: list[list[Piece]]) -> Iterator[Piece]:
    """The isolates put back where they stand in the text around them."""
    waiting = iter(isolates)
    for span in spans:
        for place, text in enumerate(span.text.split(_ISOLATE)):
            if place:
                yield from (_in_stretch(piece, rtl=span.rtl) for piece in next(waiting))
            if text:
                yield Span(text, rtl=span.rtl)


def _in_stretch(piece: Piece, *, rtl: bool) -> Piece:
    """A number within a Hebrew stretch of an English text goes along with the stretch."""
    if rtl and isinstance(piece, Span) and _NUMBER.fullmatch(piece.text):
        return Span(piece.text, rtl=True)
    return piece


def _close(tokens: list[str], opening: int, end: int) -> int:
    """Where the isolate that opens here closes; one that nobody closed ends with the text."""
    depth = 0
    for at in range(opening, end):
        depth += _depth(tokens[at])
        if depth == 0:
            return at
    return end


def _depth(token: str) -> int:
    if token == _PDI:
        return -1
    return 1 if token in (_LRI, _RLI, _FSI) else 0


def _first_strong(tokens: list[str]) -> bool:
    depth = 0
    for token in tokens:
        depth += _depth(token)
        kinds = map(bidirectional, token)
        strong = next((kind for kind in kinds if kind in ("L", *_RIGHT)), None)
        if depth == 0 and strong is not None:
            return strong in _RIGHT
    return False


def _against(inner: list[Piece], *, direction: bool, base: bool) -> list[Piece]:
    """What an isolate adds to a text of direction `base`: only what goes against it is held."""
    if direction is base:
        return inner
    if len(inner) == 1 and inner[0].rtl is base:
        only = inner[0]
        return list(only.pieces) if isinstance(only, Embedding) else inner
    return [Embedding(tuple(inner), rtl=direction)]


def _marked(found: Iterable[Piece], *, rtl: bool) -> Iterator[Piece]:
    """Embeddings between marks; one that is a single span of its direction is a mere run."""
    outer = Span(_mark(rtl=rtl), rtl=rtl)
    for piece in found:
        if isinstance(piece, Span):
            yield piece
            continue
        inner = tuple(_merged(_marked(piece.pieces, rtl=piece.rtl)))
        if len(inner) != 1 or not isinstance(inner[0], Span):
            yield from (outer, Embedding(inner, rtl=piece.rtl), outer)
        elif rtl and _NUMBER.fullmatch(inner[0].text.replace(BOUNDARY, "")):
            yield inner[0]
        else:
            mark = _mark(rtl=piece.rtl)
            yield from (outer, Span(f"{mark}{inner[0].text}{mark}", rtl=piece.rtl), outer)


def _spans(text: str, *, rtl: bool) -> Iterator[Span]:
    """Spans by the levels of UAX #9.

    Mere digits stay in the run of their Hebrew text. A number with separators (a date, a share,
    a telephone number, a per cent) is a run of its own: UAX #9 keeps its order, and Word keeps
    it for certain only in a left-to-right run.
    """
    base = int(rtl)
    levels = resolve(text.replace("\n", "\u2028"), base).levels
    start = 0
    for deeper, group in groupby(levels, lambda level: level > base):
        end = start + len(list(group))
        part = text[start:end]
        other = deeper and not (rtl and part.isdecimal())
        yield Span(part, rtl=rtl is not other)
        start = end


def _mark(*, rtl: bool) -> str:
    return _RIGHT_MARK if rtl else _LEFT_MARK


def _merged(found: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one direction as one span."""
    last: Piece | None = None
    for piece in found:
        if isinstance(piece, Span) and isinstance(last, Span) and piece.rtl is last.rtl:
            last = Span(last.text + piece.text, rtl=piece.rtl)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
