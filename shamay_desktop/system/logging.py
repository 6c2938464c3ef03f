"""A rotating log that holds no personal data, whatever its callers hand to it.

A line is the constant text of the call, its arguments replaced by their types, and the facts whose
names are whitelisted (`extra={"facts": {...}}`) with plain values; of an error its type, its code
and where it was raised, never its message.
"""

import logging
import re
from collections.abc import Callable, Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from shamay_desktop.domain.errors import ShamayError

ROOT = "shamay_desktop"

# fmt: off
FACTS = frozenset([
    "action", "attempt", "backups", "code", "cpu", "event", "field", "files", "free", "height",
    "kind", "limit", "milliseconds", "n", "needed", "needs", "pages", "pid", "platform", "python",
    "qt", "reason_code", "recipe", "revision", "role", "rule", "seconds", "setting", "size",
    "state", "status", "step", "table", "task", "version", "waiting", "width",
])
# fmt: on
"""Names of facts that may be printed: codes, counts and sizes; never a name, a path or a value."""

_PLAIN = re.compile(r"[A-Za-z0-9_.:+\-]{1,64}")
_HIDDEN = "***"
_LARGEST, _KEPT = 1024 * 1024, 5

_Error = tuple[type[BaseException], BaseException, TracebackType | None]


class DiscreetFormatter(logging.Formatter):
    """Makes a line of a record as the module says."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, or more when the record carries an error."""
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        parts = [moment, record.levelname, record.name, _template(record), *_facts(record)]
        line = " ".join(parts)
        if record.exc_info and record.exc_info[1] is not None:
            line += "".join(f"\n  {where}" for where in _error_lines(record.exc_info))
        return line


def start_logging(folder: Path, level: int = logging.INFO) -> Callable[[], None]:
    """Log into `folder`; returns what stops it. Libraries are logged from warnings on."""
    handler = RotatingFileHandler(
        folder / "shamay.log", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(DiscreetFormatter())
    everyone, ours = logging.getLogger(), logging.getLogger(ROOT)
    before = ours.level
    everyone.addHandler(handler)
    ours.setLevel(level)

    def stop() -> None:
        everyone.removeHandler(handler)
        ours.setLevel(before)
        handler.close()

    return stop


def _template(record: logging.LogRecord) -> str:
    """The text as it stands in the code; a text that was built at run time is not ours to print."""
    if record.name.partition(".")[0] != ROOT or not isinstance(record.msg, str):
        return f"({Path(record.pathname).name}:{record.lineno})"
    template = " ".join(record.msg.split())
    if isinstance(record.args, tuple) and record.args:
        return f"{template} ({', '.join(type(argument).__name__ for argument in record.args)})"
    return template


def _facts(record: logging.LogRecord) -> list[str]:
    facts = getattr(record, "facts", None)
    return _printed(facts) if isinstance(facts, Mapping) else []


def _printed(facts: Mapping[str, object]) -> list[str]:
    return [
        f"{name}={value if name in FACTS and _is_plain(value) else _HIDDEN}"
        for name, value in facts.items()
        if _PLAIN.fullmatch(name)
    ]


def _is_plain(value: object) -> bool:
    if value is None or isinstance(value, bool | int):
        return True
    return isinstance(value, str) and _PLAIN.fullmatch(value) is not None


def _error_lines(error: _Error | tuple[None, None, None]) -> list[str]:
    raised = error[1]
    lines: list[str] = []
    seen: set[int] = set()
    while raised is not None and id(raised) not in seen:
        seen.add(id(raised))
        frames = extract_tb(raised.__traceback__)
        lines += ["because of"] if lines else []
        lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        lines.append(" ".join([type(raised).__qualname__, *_error_facts(raised)]))
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    return lines


def _error_facts(raised: BaseException) -> list[str]:
    if isinstance(raised, ShamayError):
        return _printed({"code": raised.code, **raised.facts})
    return []
