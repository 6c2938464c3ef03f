"""What the use cases need for secrets that the platform keeps."""

from typing import Protocol


class Secrets(Protocol):
    """The platform's keyring; None when it has no such secret or does not answer."""

    def get(self, name: str) -> str | None: ...
    def set(self, name: str, secret: str) -> bool: ...
    def delete(self, name: str) -> None: ...
