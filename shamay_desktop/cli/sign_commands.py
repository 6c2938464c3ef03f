"""`sign` and `verify`: a report is signed, countersigned, timestamped; a file is checked."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.differences import worded
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.signing import FileSignature, SignatureMethod, Trust, Verdict, Whole
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.sealing.countersigning import add_timestamp, countersign
from shamay_desktop.usecases.sealing.making import SigningOrder
from shamay_desktop.usecases.sealing.readiness import readiness
from shamay_desktop.usecases.sealing.signing import Sealed, sign_report
from shamay_desktop.usecases.sealing.verifying import FileCheck, Issued, verify_file
from shamay_desktop.usecases.sealing.versions import issued_file
from shamay_desktop.usecases.signing_ports import CardKey, Key, KeyFile

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _BLOCKED, _REFUSED, _DAMAGED = 0, 3, 4, 5
_BLOCKING = ("findings_block_signing", "warnings_unexplained")


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `sign` and `verify`."""
    # No abbreviations: `--pin 1234` must be refused, not taken for the name of a variable.
    sign = commands.add_parser("sign", parents=[shared], help="sign a report", allow_abbrev=False)
    sign.add_argument("id")
    way = sign.add_mutually_exclusive_group(required=True)
    way.add_argument("--pkcs12", type=Path, metavar="FILE", help="certified, by a key file")
    way.add_argument("--pkcs11", type=Path, metavar="MODULE", help="certified, by a card")
    way.add_argument("--image", action="store_true", help="with the picture of a signature")
    way.add_argument("--none", action="store_true", help="without an electronic signature")
    way.add_argument("--timestamp-only", action="store_true", help="add a timestamp later")
    way.add_argument("--issued", action="store_true", help="hand the signed file out again")
    sign.add_argument("--password-env", metavar="VAR", help="the key file's password")
    sign.add_argument("--pin-env", metavar="VAR", help="the card's PIN")
    sign.add_argument("--token", help="the card, when there are several")
    sign.add_argument("--certificate", metavar="ID", help="the certificate, when there are several")
    sign.add_argument("--as", dest="capacity", choices=("appraiser", "reviewer"),
                      default="appraiser")  # fmt: skip
    sign.add_argument("--timestamp", metavar="URL", default="")
    sign.add_argument("--note", default="", help="why this version was made")
    sign.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    sign.set_defaults(perform=_sign)
    verify = commands.add_parser("verify", parents=[shared], help="check a signed file")
    verify.add_argument("file", type=Path)
    verify.add_argument("--root", type=Path, action="append", default=[], metavar="FILE",
                        help="a certificate of an authority that is trusted")  # fmt: skip
    verify.set_defaults(perform=_verify)


def _sign(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    if asked.issued:
        path = issued_file(services, actor, asked.id, asked.out)
        context.answer({"valuation_id": asked.id, "path": str(path)}, lambda: [str(path)])
        return _DONE
    if _is_blocked(context, actor, asked):
        return _BLOCKED
    sealed = _signed(context, actor, asked)
    path = services.exports.place(sealed.path, asked.out)
    context.answer(_sealed_json(sealed, path), lambda: _sealed_lines(context, sealed, path))
    return _DONE


def _is_blocked(context: CommandContext, actor: Actor, asked: argparse.Namespace) -> bool:
    """Whether findings stand in the way: they are said, and no password is asked for."""
    if asked.capacity == "reviewer" or asked.timestamp_only:
        return False
    problems = readiness(context.services, actor, asked.id, _method(asked)).problems
    for problem in problems:
        if problem.code not in _BLOCKING:
            raise problem
    for problem in problems:
        context.say(context.texts(f"errors.{problem.code}", **problem.facts))
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
    key = _key(context, asked)
    if asked.capacity == "reviewer":
        if key is None:
            raise Refused("key_missing")
        return countersign(
            services, actor, asked.id, key, language, timestamp_server=asked.timestamp
        )
    order = SigningOrder(_method(asked), language, key, asked.timestamp, asked.note)
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
    return CardKey(held[0].module, held[0].token, held[0].certificate_id, pin)


def _secret(context: CommandContext, variable: str | None, prompt: str) -> str:
    """From the variable, else asked at a terminal, else the first line of the input.

    Never from the command's own arguments, which every program of the machine can read.
    """
    if variable is not None:
        found = os.environ.get(variable)
    elif sys.stdin.isatty():
        found = getpass.getpass(context.texts(prompt), stream=sys.stderr)
    else:
        found = sys.stdin.readline().rstrip("\r\n")
    if not found:
        raise Refused("secret_missing")
    return found


def _sealed_json(sealed: Sealed, path: Path) -> Json:
    version = sealed.version
    return {
        "valuation_id": version.valuation_id,
        "version": version.number,
        "method": version.method.value,
        "path": str(path),
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


def _sealed_lines(context: CommandContext, sealed: Sealed, path: Path) -> list[str]:
    method = context.texts(f"signing.method_{sealed.version.method.value}")
    line = context.texts(
        "signing.signed_as", title=sealed.valuation.title, method=method,
        number=sealed.version.number,
    )  # fmt: skip
    return [line, str(path)]


def _verify(context: CommandContext, asked: argparse.Namespace) -> int:
    check = _checked(context, asked.file, asked.root)
    context.answer(check_json(check), lambda: check_lines(context, check))
    if check.whole:
        return _DONE
    nothing = (Verdict.UNSIGNED, Verdict.NO_PDF)
    foreign = check.issued is Issued.UNKNOWN and check.verdict.verdict in nothing
    return _REFUSED if foreign else _DAMAGED


def _checked(context: CommandContext, file: Path, roots: Sequence[Path]) -> FileCheck:
    """With what the office knows where there is one: anybody may check a file without."""
    if context.place.database_url is None and not context.place.home.database.exists():
        return verify_file(context.scratch_services(), file, roots)
    try:
        actor = context.actor()
    except ShamayError as error:
        context.say(context.texts(f"errors.{error.code}", **error.facts))
        return verify_file(context.bare_services(), file, roots)
    return verify_file(context.services, file, roots, actor)


def check_json(check: FileCheck) -> Json:
    """The answer of `verify`."""
    changed = check.verdict.verdict is Verdict.CHANGED
    known = check.issued is not Issued.UNKNOWN
    differing = check.differing
    return {
        "intact": check.whole,
        "verdict": check.verdict.verdict.value,
        "issued": check.issued in (Issued.CURRENT, Issued.SUPERSEDED) if known else None,
        "issued_as": check.issued.value,
        "sha256": check.verdict.sha256,
        "valuation_id": check.verdict.case_id or None,
        "version": None if check.version is None else check.version.number,
        "signatures": [_signature_json(check, each) for each in check.verdict.signatures],
        "missing": [signer.name for signer in check.missing],
        "changed_after_signing": changed,
        "figures_differ": None if differing is None else [each.path for each in differing],
    }


def _signature_json(check: FileCheck, signature: FileSignature) -> Json:
    facts, at = signature.certificate, signature.stamped_at or signature.claimed_at
    last = signature is check.verdict.signatures[-1]
    return {
        "name": "" if facts is None else facts.subject,
        "issuer": "" if facts is None else facts.issuer,
        "as": None if signature.capacity is None else signature.capacity.value,
        "time": None if at is None else at.isoformat(),
        "level": None if signature.level is None else signature.level.value,
        "intact": signature.whole in (Whole.WHOLE, Whole.EXTENDED),
        "state": signature.whole.value,
        "trusted": signature.trust is Trust.TRUSTED,
        "trust": signature.trust.value,
        "revision": signature.revision,
        "covers_whole_file": signature.whole is Whole.WHOLE or (last and check.verdict.covered),
    }


def _issued_line(texts: Texts, check: FileCheck) -> str:
    if check.version is None or check.issued in (Issued.FOREIGN, Issued.UNKNOWN):
        return texts(f"signing.not_issued_{check.issued.value}")
    return texts(f"signing.issued_{check.issued.value}", number=check.version.number)


def check_lines(context: CommandContext, check: FileCheck) -> list[str]:
    """The same for a person."""
    texts = context.texts
    lines = [texts(f"signing.verdict_{check.verdict.verdict.value}"), _issued_line(texts, check)]
    for each in check.verdict.signatures:
        name = "" if each.certificate is None else each.certificate.subject
        capacity = "" if each.capacity is None else texts(f"signing.as_{each.capacity.value}")
        at = each.stamped_at or each.claimed_at
        moment = "" if at is None else at.isoformat(timespec="minutes")
        states = (texts(f"signing.{each.whole.value}"), texts(f"signing.trust_{each.trust.value}"))
        lines.append("  ".join(part for part in (name, capacity, moment, *states) if part))
    if check.missing:
        found = len(check.verdict.signatures)
        lines.append(
            texts("signing.signers_missing", expected=found + len(check.missing), found=found)
        )
        lines += [texts("signing.signers_differ", name=each.name) for each in check.missing]
    if check.differing is not None:
        key = "signing.figures_differ" if check.differing else "signing.figures_same"
        lines.append(texts(key, n=len(check.differing)))
        told = [worded(each, texts.language) for each in check.differing]
        lines += [f"  {each.label}: {each.before} → {each.after}" for each in told]
    return lines
