"""ezdxf without its search for fonts: at its first import it opens every font of the machine.

That takes seconds, parses files that nobody asked for, and leaves a list of them in the home
folder. A drawing needs none of it: ezdxf finds an empty list in a folder of the moment instead.
"""

import json
import os
import tempfile
import threading
from importlib import import_module
from pathlib import Path
from types import ModuleType

_CACHE = "XDG_CACHE_HOME"
_VERSION = 2
"""Of the list's form; with another one ezdxf searches, and its list goes with the folder."""

_one_at_a_time = threading.Lock()


def quiet_ezdxf() -> ModuleType:
    """The module; loaded once."""
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="shamay-dxf-") as folder:
        listed = Path(folder) / "ezdxf" / "font_manager_cache.json"
        listed.parent.mkdir()
        listed.write_text(json.dumps({"version": _VERSION, "font-faces": []}), encoding="utf-8")
        before = os.environ.get(_CACHE)
        os.environ[_CACHE] = folder
        try:
            return import_module("ezdxf")
        finally:
            if before is None:
                del os.environ[_CACHE]
            else:
                os.environ[_CACHE] = before
