"""`sign`: a report is signed, countersigned, timestamped, and handed out again."""

import argparse
import getpass
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.words import words_of
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.usecases.sealing.countersigning import (
    add_proofs,
    add_timestamp,
    countersign,
)
from shamay_desktop.usecases.sealing.making import SigningOrder
from shamay_desktop.usecases.sealing.readiness import readiness
from shamay_desktop.usecases.sealing.signing import Sealed, sign_report
from shamay_desktop.usecases.sealing.versions import issued_file
from shamay_desktop.usecases.signing_ports import CardKey, Key, KeyFile

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _BLOCKED, _WORLD_FAILED = 0, 3, 5
_BLOCKING = (
    "findings_block_signing", "warnings_unexplained", "report_remarks_open", "report_part_missing",
)  # fmt: skip


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `sign`."""
    # No abbreviations: `--pin 1234` must be refused, not taken for the name of a variable.
    sign = commands.add_parser("sign", parents=[shared], help="sign a report", allow_abbrev=False)
    sign.add_argument("id")
    way = sign.add_mutually_exclusive_group(required=True)
    way.add_argument("--pkcs12", type=Path, metavar="FILE", help="certified, by a key file")
    way.add_argument("--pkcs11", type=Path, metavar="MODULE", help="certified, by a card")
    way.add_argument("--image", action="store_true", help="with the picture of a signature")
    way.add_argument("--none", action="store_true", help="without an electronic signature")
    way.add_argument("--timestamp-only", action="store_true", help="add a timestamp later")
    way.add_argument("--proofs-only", action="store_true", help="add what authorities say later")
    way.add_argument("--issued", action="store_true", help="hand the signed file out again")
    sign.add_argument("--password-env", metavar="VAR", help="the key file's password")
    sign.add_argument("--pin-env", metavar="VAR", help="the card's PIN")
    sign.add_argument("--token", help="the card, when there are several")
    sign.add_argument("--certificate", metavar="ID", help="the certificate, when there are several")
    sign.add_argument("--as", dest="capacity", choices=("appraiser", "reviewer"),
                      default="appraiser")  # fmt: skip
    sign.add_argument("--timestamp", metavar="URL", default="", help="the server of timestamps; "
                      "to add one later, the office's when not given")  # fmt: skip
    sign.add_argument("--other-holder", action="store_true",
                      help="sign although the certificate names another person")  # fmt: skip
    sign.add_argument("--note", default="", help="why this version was made")
    sign.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    sign.set_defaults(perform=_sign)


def _sign(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    if asked.issued:
        path = issued_file(services, actor, asked.id, asked.out)
        context.answer({"valuation_id": asked.id, "path": str(path)}, lambda: [str(path)])
        return _DONE
    if _is_blocked(context, actor, asked):
        return _BLOCKED
    _require_place(asked.out)
    sealed = _signed(context, actor, asked)
    try:
        path = issued_file(services, actor, asked.id, asked.out)
    except WorldFailed as error:  # it is signed, whatever became of the copy
        for line in (*words_of(error, context.texts), context.texts("signing.not_handed_out")):
            context.say(line)
        context.answer(_sealed_json(sealed, None), lambda: _sealed_lines(context, sealed, None))
        return _WORLD_FAILED
    context.answer(_sealed_json(sealed, path), lambda: _sealed_lines(context, sealed, path))
    return _DONE


def _require_place(out: Path) -> None:
    """Whether the file can be written is asked before the case is locked."""
    if out.is_dir():
        raise WorldFailed("folder_not_writable", folder=str(out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out.parent):
            pass
    except OSError as error:
        raise WorldFailed("folder_not_writable", folder=str(out.parent)) from error


def _is_blocked(context: CommandContext, actor: Actor, asked: argparse.Namespace) -> bool:
    """Whether findings stand in the way: they are said, and no password is asked for."""
    if asked.capacity == "reviewer" or asked.timestamp_only or asked.proofs_only:
        return False
    language = context.texts.language
    problems = readiness(context.services, actor, asked.id, _method(asked), language).problems
    for problem in problems:
        if problem.code not in _BLOCKING:
            raise problem
    for problem in problems:
        for line in words_of(problem, context.texts):
            context.say(line)
    codes: list[Json] = [problem.code for problem in problems]
    if codes:
        context.answer({"valuation_id": asked.id, "problems": codes}, list)
    return bool(codes)


def _method(asked: argparse.Namespace) -> SignatureMethod:
    if asked.pkcs12 or asked.pkcs11:
        return SignatureMethod.CERTIFIED
    return SignatureMethod.IMAGE if asked.image else SignatureMethod.NONE


def _signed(context: CommandContext, actor: Actor, asked: argparse.Namespace) -> Sealed:
    services, language = context.services, context.texts.language
    if asked.timestamp_only:
        return add_timestamp(services, actor, asked.id, asked.timestamp)
    if asked.proofs_only:
        return add_proofs(services, actor, asked.id, asked.timestamp)
    key = _key(context, asked)
    if asked.capacity == "reviewer":
        if key is None:
            raise Refused("key_missing")
        return countersign(
            services, actor, asked.id, key, language, timestamp_server=asked.timestamp,
            holder_confirmed=asked.other_holder,
        )  # fmt: skip
    order = SigningOrder(
        _method(asked), language, key, asked.timestamp, asked.note, asked.other_holder
    )
    return sign_report(services, actor, asked.id, order, context.progress)


def _key(context: CommandContext, asked: argparse.Namespace) -> Key | None:
    if asked.pkcs12:
        secret = _secret(context, asked.password_env, "signing.prompt_password")
        return KeyFile(asked.pkcs12, secret)
    if not asked.pkcs11:
        return None
    held = [
        each
        for each in context.services.signer.cards(asked.pkcs11)
        if asked.token in (None, each.token) and asked.certificate in (None, each.certificate_id)
    ]
    if len(held) != 1:
        names = ", ".join(f"{each.token}/{each.certificate_id}" for each in held)
        raise Refused("card_choice", found=names or "–")
    pin = _secret(context, asked.pin_env, "signing.prompt_pin")
    if not pin:  # never a try of the card for nothing
        raise Refused("secret_missing")
    return CardKey(held[0].module, held[0].token, held[0].certificate_id, pin, held[0].serial)


def _secret(context: CommandContext, variable: str | None, prompt: str) -> str:
    """From the variable, else asked at a terminal, else the first line of the input.

    Never from the command's own arguments, which every program of the machine can read.
    """
    if variable is not None:
        found = os.environ.get(variable)
    elif sys.stdin.isatty():
        found = getpass.getpass(context.texts(prompt), stream=sys.stderr)
    else:
        line = sys.stdin.readline()
        found = line.rstrip("\r\n") if line else None
    if found is None:
        raise Refused("secret_missing")
    return found


def _sealed_json(sealed: Sealed, path: Path | None) -> Json:
    version = sealed.version
    return {
        "valuation_id": version.valuation_id,
        "version": version.number,
        "method": version.method.value,
        "path": None if path is None else str(path),
        "sha256": version.pdf_sha256,
        "signatures": [
            {
                "name": signer.name,
                "as": signer.capacity.value,
                "time": signer.at.isoformat(),
                "level": None if signer.level is None else signer.level.value,
            }
            for signer in version.signers
        ],
    }


def _sealed_lines(context: CommandContext, sealed: Sealed, path: Path | None) -> list[str]:
    method = context.texts(f"signing.method_{sealed.version.method.value}")
    line = context.texts(
        f"signing.{sealed.version.kind.value}_as",
        title=sealed.valuation.title, method=method,
        number=sealed.version.number,
    )  # fmt: skip
    return [line] if path is None else [line, str(path)]
