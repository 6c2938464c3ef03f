"""The program: the window without arguments, the command line with them."""

import sys


def main() -> int:
    """Entry of the installed program; returns the exit code."""
    if getattr(sys, "frozen", False):
        # A packaged worker starts by this same door; a checkout need not load it before the window.
        from multiprocessing import freeze_support

        freeze_support()
    from shamay_desktop.cli.start import start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
