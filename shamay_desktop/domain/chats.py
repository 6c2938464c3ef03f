"""Who speaks in the conversation of a case, what was said, and what each line of it rests on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChatRole(StrEnum):
    """A person asks; the program answers by search over the case, or a model the user named."""

    PERSON = "person"
    PROGRAM = "program"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class ChatSource:
    """What a line of an answer rests on: a place of the case, or words on a paper's page.

    `path` is a field's or cell's (None for a paper), `paper` the SHA-256, page from 1, `box` left,
    top, right, bottom in points. An answer's value that stands in no source has neither
    (`supported` is false): it is shown as unsupported.
    """

    label: str
    words: str
    path: str | None = None
    paper: str | None = None
    page: int | None = None
    box: tuple[str, ...] | None = None
    supported: bool = True


@dataclass(frozen=True, slots=True)
class ChatSession:
    """One conversation about a case; `title` is its first question, cut."""

    id: str
    valuation_id: str
    user_id: str
    title: str
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One thing said. `number` counts from 1 within the conversation; `model` is its name, "" for
    a person and the program. `search_run_id` and `document_id` are what it speaks of.
    """

    id: str
    session_id: str
    number: int
    role: ChatRole
    text: str
    sources: tuple[ChatSource, ...] = ()
    search_run_id: str | None = None
    document_id: str | None = None
    model: str = ""
