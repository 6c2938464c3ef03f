"""This machine's choices in a JSON file: language, window, columns. The office's own are rows."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.durable import DurableDisk

_FORMAT = 1


class SettingsFile:
    """The port `Settings`. A file that cannot be read is kept aside and the defaults are used.

    `kept_aside` is then where it is, for the window to tell; names that this version does not
    know are carried along.
    """

    def __init__(self, path: Path, disk: DurableDisk | None = None) -> None:
        self._path = path
        self._disk = disk or DurableDisk()
        self._lock = threading.Lock()
        self._choices: dict[str, object] | None = None
        self.kept_aside: Path | None = None

    def get(self, name: str, default: object = None) -> object:
        """The choice of a name, or the default."""
        with self._lock:
            return self._loaded().get(name, default)

    def set(self, name: str, choice: object) -> None:
        """Keep a choice durably: JSON scalars, lists and objects. Raises WorldFailed.

        When the disk refuses, the choice still holds until the program ends.
        """
        with self._lock:
            choices = self._loaded()
            if name in choices and choices[name] == choice:
                return
            text = _text(choices | {name: choice})
            choices[name] = choice
            self._disk.write(self._path, text.encode())

    def _loaded(self) -> dict[str, object]:
        if self._choices is None:
            self._choices = self._read()
        return self._choices

    def _read(self) -> dict[str, object]:
        try:
            return _choices(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._disk.failure(error, self._path) from error
        except ValueError:
            self.kept_aside = self._keep_aside()
            return {}

    def _keep_aside(self) -> Path:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = self._path.with_name(f"{self._path.stem}.broken-{stamp}{self._path.suffix}")
        try:
            return self._path.replace(aside)
        except OSError as error:
            raise WorldFailed("disk_failed", file=self._path.name, reason=error.strerror) from error


def _text(choices: dict[str, object]) -> str:
    content = {"format": _FORMAT, "choices": choices}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


def _choices(content: bytes) -> dict[str, object]:
    """Raises ValueError when the text is not what `_text` writes."""
    document = json.loads(content.decode())
    choices = document.get("choices") if isinstance(document, dict) else None
    if not isinstance(choices, dict):
        raise ValueError("no choices")  # noqa: TRY004 - the file's text is wrong, not our call
    return choices
