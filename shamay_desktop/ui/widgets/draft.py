"""What stands in an editor against what stands in the case; no Qt here."""

from dataclasses import dataclass

from shamay_desktop.domain.case import State, Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import shown, typed


@dataclass(frozen=True, slots=True)
class Readout:
    """A typed text as read: its content (None for nothing), or why it is refused."""

    content: Scalar | None = None
    problem: Refused | None = None


class Draft:
    """The value that an editor stands for, and how its text relates to it."""

    def __init__(self, field: Field, language: str) -> None:
        self.field = field
        self.language = language
        self.value: Value | None = None

    @property
    def content(self) -> Scalar | None:
        """The content in the case, None where there is none."""
        content = None if self.value is None else self.value.content
        if isinstance(content, tuple):
            return tuple(code for code in content if isinstance(code, str))
        return content if isinstance(content, str | bool) else None

    @property
    def state(self) -> State | None:
        """What is known, None when it was not asked yet."""
        return None if self.value is None else self.value.state

    @property
    def text(self) -> str:
        """What the editor shows for the value."""
        content = self.content
        return "" if content is None else shown(self.field, content, self.language)

    def read(self, text: str) -> Readout:
        """Read a text of the editor."""
        try:
            return Readout(content=typed(self.field, text))
        except Refused as problem:
            return Readout(problem=problem)

    def stands(self, text: str) -> bool:
        """Whether the text says what the case says: nothing is waiting to be kept."""
        read = self.read(text)
        return read.problem is None and read.content == self.content

    def take(self, value: Value | None, text: str) -> bool:
        """Take the case's value; True when the editor's text is to be replaced by it.

        Typing that the case does not hold yet (also a refused one) is not thrown away.
        """
        kept_typing = not self.stands(text)
        self.value = value
        return self.stands(text) or not kept_typing
