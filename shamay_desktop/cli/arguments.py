"""The arguments that the window and every command take; light, as the window waits for it."""

import argparse
from pathlib import Path

from shamay_desktop.i18n.language import Language

PROGRAM = "shamay-desktop"


def global_arguments() -> argparse.ArgumentParser:
    """The arguments that every command takes, before or behind its name."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--home", type=Path, metavar="DIR", help="data folder (SHAMAY_HOME)")
    shared.add_argument("--database", metavar="URL", help="SHAMAY_DATABASE_URL")
    shared.add_argument("--lang", choices=[language.value for language in Language])
    shared.add_argument("--json", action="store_true", help="one JSON document on stdout")
    shared.add_argument("--user", metavar="EMAIL")
    shared.add_argument("--login-password-env", metavar="VAR")
    return shared
