"""Formatted words of the appraiser: paragraphs of spans, and how a case keeps them (JSON)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_text import printable

SIZES = range(6, 37)
"""Points a span may have; 0 is the size of its paragraph."""
_LOOKS = ("bold", "italic", "underline", "highlight")


class Flow(StrEnum):
    """How a paragraph stands."""

    BODY = "body"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look in logical order.

    `note` is a footnote that stands behind the words (its spans have none themselves); `refers`
    the key of a heading, chapter, table or annex whose number is printed in place of the words,
    which are then what stands there while it is missing.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    highlight: bool = False
    size: int = 0
    note: tuple["Span", ...] = ()
    refers: str = ""

    @property
    def look(self) -> tuple[bool, bool, bool, bool, int]:
        """What makes two neighbours one span."""
        return self.bold, self.italic, self.underline, self.highlight, self.size


@dataclass(frozen=True, slots=True)
class RichParagraph:
    """One paragraph or item."""

    spans: tuple[Span, ...]
    flow: Flow = Flow.BODY


RichText = tuple[RichParagraph, ...]


def words(text: str, *, italic: bool = False) -> RichText:
    """Plain words as rich text, a paragraph a line; empty lines are none."""
    lines = (line.strip() for line in printable(text).splitlines())
    return tuple(RichParagraph((Span(line, italic=italic),)) for line in lines if line)


def plain_words(text: RichText) -> str:
    """What is read, notes behind their words, a line a paragraph."""
    return "\n".join(_plain(paragraph.spans) for paragraph in text)


def cleaned(text: RichText) -> RichText:
    """As it is kept: neighbours of one look joined, nothing unprintable, no empty paragraph.

    A span without words vanishes unless it carries a note or a reference; a size out of `SIZES`
    becomes the paragraph's own.
    """
    paragraphs = (replace(paragraph, spans=_joined(paragraph.spans)) for paragraph in text)
    return tuple(paragraph for paragraph in paragraphs if _says_something(paragraph))


def rich_json(text: RichText) -> str:
    """The text as one line of JSON: `[{"flow": …, "spans": [{"text": …, "bold": true}]}]`."""
    raw = [
        {"spans": [_span_json(span) for span in paragraph.spans]}
        | ({} if paragraph.flow is Flow.BODY else {"flow": paragraph.flow.value})
        for paragraph in text
    ]
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def rich_of(raw: str) -> RichText:
    """The text of its JSON. Raises Refused(`report_text_unreadable`)."""
    try:
        given = json.loads(raw)
        text = tuple(
            RichParagraph(
                tuple(_span(each) for each in paragraph["spans"]),
                Flow(paragraph.get("flow", Flow.BODY)),
            )
            for paragraph in given
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused("report_text_unreadable") from error
    return cleaned(text)


def _plain(spans: Iterable[Span]) -> str:
    return "".join(span.text + (f" {_plain(span.note)} " if span.note else "") for span in spans)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for given in spans:
        span = _kept(given)
        last = joined[-1] if joined else None
        if not span.text and not span.note and not span.refers:
            continue
        alone = last is None or last.note or last.refers or span.refers
        if last is not None and not alone and last.look == span.look:
            joined[-1] = replace(span, text=last.text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def _kept(span: Span) -> Span:
    text = printable(span.text).replace("\n", " ").replace("\t", " ")
    note = tuple(replace(each, note=(), refers="") for each in span.note)
    size = span.size if span.size in SIZES else 0
    return replace(span, text=text, note=_joined(note), size=size)


def _says_something(paragraph: RichParagraph) -> bool:
    return any(span.text.strip() or span.note or span.refers for span in paragraph.spans)


def _span_json(span: Span) -> dict[str, object]:
    raw: dict[str, object] = {"text": span.text}
    raw |= {look: True for look in _LOOKS if getattr(span, look)}
    raw |= {"size": span.size} if span.size else {}
    raw |= {"note": [_span_json(each) for each in span.note]} if span.note else {}
    return raw | ({"refers": span.refers} if span.refers else {})


def _span(raw: dict[str, object]) -> Span:
    text, size, note, refers = (raw.get(name) for name in ("text", "size", "note", "refers"))
    if not isinstance(text, str) or not isinstance(refers or "", str):
        raise TypeError(raw)
    return Span(
        text=text,
        bold=raw.get("bold") is True,
        italic=raw.get("italic") is True,
        underline=raw.get("underline") is True,
        highlight=raw.get("highlight") is True,
        size=size if isinstance(size, int) and not isinstance(size, bool) else 0,
        note=tuple(_span(each) for each in note) if isinstance(note, list) else (),
        refers=str(refers or ""),
    )
