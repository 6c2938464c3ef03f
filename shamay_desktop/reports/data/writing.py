"""Writing a text file, with the disk's refusal in the program's words."""

from pathlib import Path

from shamay_desktop.usecases.written_file import not_written


def write_text(target: Path, text: str, encoding: str) -> None:
    """Write the text as it is. Raises WorldFailed(`report_not_written`)."""
    try:
        target.write_bytes(text.encode(encoding))
    except OSError as error:
        raise not_written(error, target) from error
