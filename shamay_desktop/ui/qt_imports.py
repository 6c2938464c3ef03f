"""Loads Qt, and takes the hook away that it hangs into every later import."""

import builtins


def load_qt() -> None:
    """Load Qt's widgets without the reading of sources that comes with them.

    PySide reads the source of each module that is imported after it, to find out whether it uses
    `from __feature__ import …`. We use no features; the reading costs a tenth of our start and
    keeps 6 MB of sources in memory, and its hook swaps `__import__` to and fro, which the thread
    that imports the core beside the painted window would feel.
    """
    import PySide6.QtWidgets  # noqa: F401 — its loading installs the hook

    original = getattr(builtins, "__orig_import__", None)
    hook = getattr(builtins, "__feature_import__", None)
    if original is not None and builtins.__import__ is hook:
        builtins.__import__ = original
