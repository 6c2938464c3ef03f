"""The command line's entry: arguments, exit codes, and errors in words on stderr."""

import argparse
import io
import sys
from collections.abc import Sequence

from shamay_desktop.cli import (
    case_commands,
    check_commands,
    comparables_commands,
    database_commands,
    doctor_command,
    extract_commands,
    field_commands,
    index_commands,
    measure_command,
    phrase_commands,
    practice_commands,
    report_commands,
    review_commands,
    rule_commands,
    sign_commands,
    signing_commands,
    store_commands,
    template_commands,
    text_commands,
    verify_commands,
    version_commands,
)
from shamay_desktop.cli.arguments import PROGRAM, global_arguments
from shamay_desktop.cli.context import CommandContext, open_context
from shamay_desktop.cli.words import words_of
from shamay_desktop.domain.errors import Refused, ShamayError

DONE, OUR_BUG, WRONG_ARGUMENTS, BLOCKED, INPUT_REFUSED, WORLD_FAILED = 0, 1, 2, 3, 4, 5

_GROUPS = (
    case_commands,
    field_commands,
    check_commands,
    extract_commands,
    measure_command,
    report_commands,
    review_commands,
    sign_commands,
    verify_commands,
    version_commands,
    signing_commands,
    index_commands,
    rule_commands,
    phrase_commands,
    practice_commands,
    text_commands,
    template_commands,
    comparables_commands,
    store_commands,
    database_commands,
    doctor_command,
)


def run(arguments: Sequence[str]) -> int:
    """Run one command, or open the window when there is none; returns the exit code.

    The program starts in `cli.start`, which opens the window without loading the commands.
    """
    _speak_utf_8()
    parser = build_parser()
    asked = parser.parse_args(arguments)
    if asked.command is None:
        from shamay_desktop.cli.window import open_window

        return open_window(asked)
    return _run_command(asked)


def build_parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    shared = global_arguments()
    parser = argparse.ArgumentParser(prog=PROGRAM, parents=[shared])
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for group in _GROUPS:
        group.add_to(commands, shared)
    return parser


def _speak_utf_8() -> None:
    """Hebrew and JSON in one encoding, also into a pipe of a machine with another one.

    What no encoding holds (a file name's stray bytes) is written as its escape, not refused.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run_command(asked: argparse.Namespace) -> int:
    context = open_context(asked)
    try:
        code: int = asked.perform(context, asked)
    except ShamayError as error:
        _tell(error, context)
        return INPUT_REFUSED if isinstance(error, Refused) else WORLD_FAILED
    except KeyboardInterrupt:
        return WORLD_FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return WORLD_FAILED
    except Exception:  # the last border: our own bug is logged whole and told in a word
        context.log_bug()
        context.say(context.texts("errors.our_bug"))
        return OUR_BUG
    finally:
        context.close()
    return code


def _tell(error: ShamayError, context: CommandContext) -> None:
    for line in words_of(error, context.texts):
        context.say(line)
