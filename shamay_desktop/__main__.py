"""The program: the window without arguments, the command line with them."""

import multiprocessing
import sys


def main() -> int:
    """Entry of the installed program; returns the exit code."""
    multiprocessing.freeze_support()
    from shamay_desktop.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
