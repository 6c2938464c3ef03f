"""What the use cases need for keeping the conversations of a case."""

from collections.abc import Sequence
from typing import Protocol

from shamay_desktop.domain.chats import ChatMessage, ChatSession


class Chats(Protocol):
    """Conversations of cases of the actor's office. Deleted ones are not found."""

    def sessions(self, valuation_id: str) -> Sequence[ChatSession]:
        """The conversations of a case, the last first."""
        ...

    def session(self, session_id: str) -> ChatSession | None: ...
    def add_session(self, session: ChatSession) -> None: ...

    def remove_session(self, session_id: str) -> None:
        """Take a conversation away with all that was said; one that is gone is gone."""
        ...

    def messages(self, session_id: str) -> Sequence[ChatMessage]:
        """What was said, in order; nothing of a conversation that was removed."""
        ...

    def add_messages(self, messages: Sequence[ChatMessage]) -> None:
        """Add what was said, numbered behind what stands whatever its own `number` says."""
        ...
