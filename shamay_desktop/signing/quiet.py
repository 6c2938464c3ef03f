"""The library's log, switched off for good: it names the certificates that it cannot follow."""

import logging
from functools import cache


@cache
def keep_quiet() -> None:
    """Once a process, and never undone: other threads may be signing or checking meanwhile."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
