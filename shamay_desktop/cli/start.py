"""Which of the two guests is meant: the window, or a command; each loads only what it needs."""

import argparse
from collections.abc import Sequence

from shamay_desktop.cli.arguments import PROGRAM, global_arguments


def start(arguments: Sequence[str]) -> int:
    """Open the window when no command is named, else run the command; returns the exit code."""
    asked = window_asked(arguments)
    if asked is None:
        from shamay_desktop.cli.main import run

        return run(arguments)
    from shamay_desktop.cli.window import open_window

    return open_window(asked)


def window_asked(arguments: Sequence[str]) -> argparse.Namespace | None:
    """The window's arguments; None when there is more, or a mistake, for the commands' parser.

    The commands bring the whole core with them, and the window is to be painted before it.
    """
    shared = global_arguments()
    parser = argparse.ArgumentParser(
        prog=PROGRAM, parents=[shared], add_help=False, exit_on_error=False
    )
    try:
        asked, more = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if more else asked
