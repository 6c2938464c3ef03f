"""Files that are handed out: written whole or not at all, the disk's refusal in our words."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed


def not_written(error: OSError, target: Path) -> WorldFailed:
    """WorldFailed(`report_not_written`) with the disk's own reason."""
    reason = error.strerror or type(error).__name__
    return WorldFailed("report_not_written", file=target.name, reason=reason)


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A place beside `target` to write to, which becomes `target` when all went well.

    Whatever fails, what stood at `target` stays and nothing is left beside it. Raises
    WorldFailed(`report_not_written`).
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        yield beside
        beside.replace(target)
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
