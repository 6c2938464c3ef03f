"""What the use cases need of a language model: a server that the user named, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shamay_desktop.domain.analysis.grounding import Stated
from shamay_desktop.domain.case_json import Json
from shamay_desktop.usecases.ports import Cancelled

LONGEST_QUESTION = 60_000
"""Characters of all that is sent."""

LONGEST_ANSWER = 256 * 1024
"""Bytes of an answer that are read."""

MOST_TOKENS = 1500
SECONDS = (5, 600)
"""The least and the longest time that a person may allow for one answer."""


@dataclass(frozen=True, slots=True)
class ModelServer:
    """A server that the user named: its address, a model's name, and how long it may take.

    `named_host` is the host that the user named besides, without which only this machine is
    asked. `seconds` are for one question with all its rungs.
    """

    address: str
    model: str
    named_host: str = ""
    seconds: int = 120


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent: fixed instructions, and one text of data and question, masked."""

    instructions: str
    text: str


class Rung(StrEnum):
    """How the shape of the answer is asked for; a server that lacks one is asked by the next."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PLAIN = "plain"


ANSWER_SCHEMA: Mapping[str, Json] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["answer", "values"],
    "properties": {
        "answer": {"type": "string"},
        "values": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["value", "source"],
                "properties": {"value": {"type": "string"}, "source": {"type": "string"}},
            },
        },
    },
}
"""The answer: its text, and each value in it with the key of the source that it stands in."""


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What came back, in the shape that was asked for; nothing in it is believed yet."""

    text: str
    stated: tuple[Stated, ...]
    rung: Rung
    model: str


def body_of(server: ModelServer, question: Question, rung: Rung = Rung.SCHEMA) -> dict[str, Json]:
    """Exactly what is sent, as the panel shows it before: no tools, no functions, no stream."""
    body: dict[str, Json] = {
        "model": server.model,
        "messages": [
            {"role": "system", "content": question.instructions},
            {"role": "user", "content": question.text},
        ],
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    if rung is Rung.SCHEMA:
        schema: Json = {"name": "answer", "strict": True, "schema": dict(ANSWER_SCHEMA)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif rung is Rung.OBJECT:
        body["response_format"] = {"type": "json_object"}
    return body


class LanguageModel(Protocol):
    """Asks a server. Slow; runs off the window's thread, and never by itself.

    Raises Refused by `addresses.server_address`, Refused(`model_question_too_long`),
    WorldFailed(`model_unreachable`, `model_slow`, `model_key_refused`, `model_unknown`,
    `model_busy`, `model_failed`, `model_redirects`, `model_answer_too_large`,
    `model_answer_broken`), WorkCancelled.
    """

    def ask(
        self,
        server: ModelServer,
        key: str | None,
        question: Question,
        cancelled: Cancelled | None = None,
    ) -> ModelAnswer: ...

    def models(
        self, server: ModelServer, key: str | None, cancelled: Cancelled | None = None
    ) -> Sequence[str]:
        """The names of the models that the server offers."""
        ...
