"""Crashes below Python: the interpreter's last act writes where every thread stood."""

import faulthandler
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

KEPT = ".before"
"""The ending of the log of the last such crash."""


def watch_hard_crashes(log: Path) -> Callable[[], None]:
    """From now on such a crash is written to `log`; returns what stops it.

    What an earlier run wrote is kept beside it; where nothing can be written nothing is watched.
    """
    if faulthandler.is_enabled():  # a developer's own, or a test's
        return lambda: None
    with suppress(OSError):
        if log.exists() and log.stat().st_size:
            log.replace(log.with_name(log.name + KEPT))
        file = log.open("w", encoding="utf-8")
        faulthandler.enable(file=file, all_threads=True)

        def stop() -> None:
            faulthandler.disable()
            file.close()
            with suppress(OSError):
                log.unlink()

        return stop
    return lambda: None
