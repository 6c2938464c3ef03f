"""What a server's bytes must look like to be an answer: each shape is validated, none is mended."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from shamay_desktop.domain.analysis.grounding import Stated

if TYPE_CHECKING:
    from pydantic import BaseModel

_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.DOTALL | re.IGNORECASE)
LONGEST_TEXT = 20_000
MOST_VALUES = 200


class WrongShape(ValueError):
    """The bytes are no answer of the asked shape."""


def content_of(raw: bytes) -> str:
    """The words of the first choice of a chat completion. Raises WrongShape."""
    whole = _validated("completion", raw)
    content = whole.choices[0].message.content if whole.choices else None
    if not isinstance(content, str):
        raise WrongShape("no content")
    return content


def answer_of(content: str) -> tuple[str, tuple[Stated, ...]]:
    """The answer and its values out of a model's words, which may stand in a code fence.

    Raises WrongShape: for anything but the asked object.
    """
    fenced = _FENCE.match(content)
    bare = content if fenced is None else fenced.group(1)
    answer = _validated("answer", bare.strip().encode())
    values = tuple(Stated(each.value, each.source) for each in answer.values)
    return answer.answer.strip(), values


def names_of(raw: bytes) -> tuple[str, ...]:
    """The names of the models that a server offers. Raises WrongShape."""
    return tuple(each.id for each in _validated("models", raw).data)


def _validated(shape: str, raw: bytes) -> Any:
    from pydantic import ValidationError

    try:
        return _shapes()[shape].model_validate_json(raw)
    except (ValidationError, RecursionError) as error:
        raise WrongShape(shape) from error


@cache
def _shapes() -> dict[str, "type[BaseModel]"]:
    """The shapes, made when the first answer comes: pydantic is not imported before."""
    from pydantic import BaseModel, ConfigDict, Field, create_model

    exact = ConfigDict(extra="forbid", strict=True)
    loose = ConfigDict(extra="ignore")
    text = (str, Field(max_length=LONGEST_TEXT))
    value: type[BaseModel] = create_model("Value", __config__=exact, value=text, source=text)
    answer: type[BaseModel] = create_model(
        "Answer",
        __config__=exact,
        answer=(str, Field(min_length=1, max_length=LONGEST_TEXT)),
        values=(list[value], Field(max_length=MOST_VALUES)),  # type: ignore[valid-type]  # made here
    )
    message: type[BaseModel] = create_model("Message", __config__=loose, content=(str | None, None))
    choice: type[BaseModel] = create_model("Choice", __config__=loose, message=(message, ...))
    completion: type[BaseModel] = create_model(
        "Completion",
        __config__=loose,
        choices=(list[choice], ...),  # type: ignore[valid-type]  # made here
    )
    name: type[BaseModel] = create_model("Name", __config__=loose, id=(str, Field(max_length=300)))
    models: type[BaseModel] = create_model(
        "Models",
        __config__=loose,
        data=(list[name], Field(max_length=2000)),  # type: ignore[valid-type]  # made here
    )
    return {"answer": answer, "completion": completion, "models": models}
