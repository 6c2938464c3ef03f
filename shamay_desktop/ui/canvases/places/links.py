"""Opening a map in the browser: only when somebody asks for it by a click or a key."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

Open = Callable[[str], object]


def open_in_browser(address: str) -> bool:
    """Hand an address to the browser; the program itself asks the network for nothing."""
    return QDesktopServices.openUrl(QUrl(address))
