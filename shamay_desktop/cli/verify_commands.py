"""`verify`: whether a file is what was signed, by whom, when, and against which authorities."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.differences import worded
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.signing import Capacity, FileSignature, Trust, Verdict, Whole
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.sealing.kept import Kept
from shamay_desktop.usecases.sealing.verifying import FileCheck, Issued, verify_report

if TYPE_CHECKING:
    from datetime import datetime

    from shamay_desktop.cli.commands import Commands

_DONE, _REFUSED, _DAMAGED = 0, 4, 5
_LARGEST_ROOT = 64 * 1024


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `verify`."""
    verify = commands.add_parser("verify", parents=[shared], help="check a signed file")
    verify.add_argument("file", type=Path)
    verify.add_argument("--root", type=Path, action="append", default=[], metavar="FILE",
                        help="a certificate of an authority that is trusted")  # fmt: skip
    verify.set_defaults(perform=_verify)


def _verify(context: CommandContext, asked: argparse.Namespace) -> int:
    check = _checked(context, asked.file, [root_bytes(file) for file in asked.root])
    context.answer(check_json(check), lambda: check_lines(context.texts, check))
    if check.stands:
        return _DONE
    nothing = (Verdict.UNSIGNED, Verdict.NO_PDF)
    foreign = check.issued is Issued.UNKNOWN and check.verdict.verdict in nothing
    return _REFUSED if foreign else _DAMAGED


def root_bytes(file: Path) -> bytes:
    """A file of an authority's certificate. Raises Refused(`file_missing`, `root_unreadable`)."""
    try:
        with file.open("rb") as held:
            content = held.read(_LARGEST_ROOT + 1)
    except FileNotFoundError as error:
        raise Refused("file_missing", file=file.name) from error
    except OSError as error:
        raise Refused("root_unreadable") from error
    if len(content) > _LARGEST_ROOT:
        raise Refused("root_unreadable")
    return content


def _checked(context: CommandContext, file: Path, roots: Sequence[bytes]) -> FileCheck:
    """With what the office knows where there is one: anybody may check a file without."""
    if context.place.database_url is None and not context.place.home.database.exists():
        return verify_report(context.scratch_services(), file, roots)
    try:
        actor = context.actor()
    except ShamayError as error:
        context.say(context.texts(f"errors.{error.code}", **error.facts))
        return verify_report(context.bare_services(), file, roots)
    return verify_report(context.services, file, roots, actor)


def check_json(check: FileCheck) -> Json:
    """The answer of `verify`."""
    known = check.issued is not Issued.UNKNOWN
    differing = check.differing
    ours = (Issued.CURRENT, Issued.SUPERSEDED, Issued.EARLIER)
    return {
        "intact": check.whole,
        "stands": check.stands,
        "verdict": check.verdict.verdict.value,
        "issued": check.issued in ours if known else None,
        "issued_as": check.issued.value,
        "sha256": check.verdict.sha256,
        "valuation_id": check.verdict.case_id or None,
        "version": None if check.version is None else check.version.number,
        "roots": list(check.verdict.roots),
        "signatures": [_signature_json(check, each) for each in check.verdict.signatures],
        "missing": [signer.name for signer in check.missing],
        "changed_after_signing": check.verdict.verdict is Verdict.CHANGED,
        "figures": check.kept.value,
        "figures_differ": None if differing is None else [each.path for each in differing],
    }


def _signature_json(check: FileCheck, signature: FileSignature) -> Json:
    facts, at = signature.certificate, signature.stamped_at or signature.claimed_at
    stamper = signature.stamped_by
    last = signature is check.verdict.signatures[-1]
    return {
        "name": "" if facts is None else facts.subject,
        "issuer": "" if facts is None else facts.issuer,
        "as": None if signature.capacity is None else signature.capacity.value,
        "time": _iso(at),
        "claimed": _iso(signature.claimed_at),
        "stamped": _iso(signature.stamped_at),
        "stamped_by": None if stamper is None else stamper.subject,
        "level": None if signature.level is None else signature.level.value,
        "form": None if signature.form is None else signature.form.value,
        "intact": signature.whole in (Whole.WHOLE, Whole.EXTENDED),
        "state": signature.whole.value,
        "trusted": signature.trust is Trust.TRUSTED,
        "trust": signature.trust.value,
        "reason": signature.reason or None,
        "revision": signature.revision,
        "covers_whole_file": signature.whole is Whole.WHOLE or (last and check.verdict.covered),
    }


def _iso(moment: "datetime | None") -> str | None:
    return None if moment is None else moment.isoformat()


def check_lines(texts: Texts, check: FileCheck) -> list[str]:
    """The same for a person."""
    lines = [texts(f"signing.verdict_{check.verdict.verdict.value}"), _issued_line(texts, check)]
    lines += [_signature_line(texts, each) for each in check.verdict.signatures]
    if check.verdict.signatures:
        lines.append(_roots_line(texts, check.verdict.roots))
    lines += _missing_lines(texts, check)
    if check.kept is not Kept.UNKNOWN:
        lines.append(texts(f"signing.figures_{check.kept.value}", n=len(check.differing or ())))
    told = [worded(each, texts.language) for each in check.differing or ()]
    return lines + [f"  {each.label}: {each.before} → {each.after}" for each in told]


def _issued_line(texts: Texts, check: FileCheck) -> str:
    if check.issued is Issued.UNKNOWN and not check.verdict.case_id:
        return texts("signing.not_issued_nameless")
    if check.version is None or check.issued in (Issued.FOREIGN, Issued.UNKNOWN):
        return texts(f"signing.not_issued_{check.issued.value}")
    return texts(f"signing.issued_{check.issued.value}", number=check.version.number)


def _signature_line(texts: Texts, signature: FileSignature) -> str:
    facts = signature.certificate
    level = signature.level or signature.form
    parts = [
        "" if facts is None else isolate(facts.subject),
        "" if signature.capacity is None else _capacity(texts, signature.capacity),
        _moment(texts, signature),
        "" if level is None else isolate(level.value),
        texts(f"signing.{signature.whole.value}"),
        texts(f"signing.trust_{signature.trust.value}"),
        _reason(texts, signature),
    ]
    return "  ".join(part for part in parts if part)


def _capacity(texts: Texts, capacity: Capacity) -> str:
    return texts(f"signing.as_{capacity.value}")


def _moment(texts: Texts, signature: FileSignature) -> str:
    """A time that somebody vouches for is told from one that the signer's clock said."""
    vouched = signature.stamped_at is not None
    at = signature.stamped_at or signature.claimed_at
    if at is None:
        return ""
    local = at.astimezone()
    key = "signing.at_stamped" if vouched else "signing.at_claimed"
    return texts(key, day=formats.date(local.date()), time=local.strftime("%H:%M"))


def _reason(texts: Texts, signature: FileSignature) -> str:
    key = f"signing.reason_{signature.reason}"
    return texts(key) if signature.reason and texts.has(key) else ""


def _roots_line(texts: Texts, roots: Sequence[str]) -> str:
    if not roots:
        return texts("signing.roots_none")
    return texts("signing.roots_asked", names=", ".join(map(isolate, roots)))


def _missing_lines(texts: Texts, check: FileCheck) -> list[str]:
    if not check.missing or check.version is None:
        return []
    expected = sum(bool(signer.fingerprint) for signer in check.version.signers)
    found = expected - len(check.missing)
    return [
        texts("signing.signers_missing", expected=expected, found=found),
        *(texts("signing.signers_differ", name=each.name) for each in check.missing),
    ]
