"""What a check of a file found, in plain words first and details behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from shamay_desktop.domain.differences import worded
from shamay_desktop.domain.signing import FileSignature, Level, Trust, Verdict, Whole
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right, strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.signing.signing_words import day, grouped_hash, moment_words
from shamay_desktop.usecases.sealing.kept import Kept
from shamay_desktop.usecases.sealing.verifying import FileCheck, Issued

_TONES: dict[Verdict, theme.Tone] = {
    Verdict.SOUND: "ok",
    Verdict.PROVISIONAL: "ok",
    Verdict.UNTRUSTED: "warning",
    Verdict.EXPIRED: "warning",
    Verdict.UNSIGNED: "warning",
}
"""The rest is bad news."""

_ICONS: dict[theme.Tone, str] = {"ok": "seal", "warning": "warn", "error": "seal-broken"}
_GOOD = (Whole.WHOLE, Whole.EXTENDED)
_DIFFERENCES = 20


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """One signature: who and in what capacity, then lines with their tone, then details."""

    head: str
    lines: tuple[tuple[str, theme.Tone], ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The whole answer. `lines` follow the one sentence that says it all."""

    headline: str
    tone: theme.Tone
    lines: tuple[tuple[str, theme.Tone], ...]
    signatures: tuple[SignatureWords, ...]
    details: tuple[str, ...]

    @property
    def icon(self) -> str:
        """The picture beside the sentence."""
        return _ICONS[self.tone]

    def as_text(self, file: str) -> str:
        """All of it for a letter or a file."""
        told = [file, self.headline, *(words for words, _tone in self.lines)]
        for each in self.signatures:
            told += ["", each.head, *(f"  {words}" for words, _tone in each.lines)]
            told += [f"  {words}" for words in each.details]
        return strip_marks("\n".join([*told, "", *self.details])) + "\n"


def check_words(check: FileCheck, texts: Texts) -> CheckWords:
    """A check in words."""
    verdict = check.verdict
    word = verdict.verdict
    ours = check.issued in (Issued.CURRENT, Issued.SUPERSEDED, Issued.EARLIER)
    tone = _TONES.get(word, "error")
    key = f"signing.verdict_{word.value}"
    if word is Verdict.UNSIGNED and ours:
        key, tone = "signing_ui.unsigned_ours", "ok"
    elif check.missing or check.issued is Issued.FOREIGN:
        tone = "error"
    return CheckWords(
        texts(key), tone, tuple(_lines(check, texts)),
        tuple(_signature(check, each, texts) for each in verdict.signatures),
        tuple(_details(check, texts)),
    )  # fmt: skip


def _lines(check: FileCheck, texts: Texts) -> Iterator[tuple[str, theme.Tone]]:
    if (told := _issued(check, texts)) is not None:
        yield told
    if check.missing:
        names = ", ".join(isolate(signer.name) for signer in check.missing)
        yield texts("signing_ui.missing_signers", names=names), "error"
    yield from _figures(check, texts)
    if check.verdict.signatures:
        yield _roots(check, texts)


def _issued(check: FileCheck, texts: Texts) -> tuple[str, theme.Tone] | None:
    match check.issued:
        case Issued.UNKNOWN:
            if not check.verdict.case_id:
                return None
            return texts("signing_ui.case_not_here"), "muted"
        case Issued.FOREIGN:
            return texts("signing_ui.issued_foreign"), "error"
    number = 0 if check.version is None else check.version.number
    tone: theme.Tone = "ok" if check.issued is Issued.CURRENT else "warning"
    return texts(f"signing_ui.issued_{check.issued.value}", number=number), tone


def _figures(check: FileCheck, texts: Texts) -> Iterator[tuple[str, theme.Tone]]:
    differing = check.differing
    if differing is None:
        if check.kept in (Kept.ALTERED, Kept.LOST):
            yield texts(f"signing_ui.kept_{check.kept.value}"), "error"
        return
    if not differing:
        yield texts("signing.figures_same"), "ok"
        return
    yield texts("signing.figures_differ", n=len(differing)), "error"
    for each in differing[:_DIFFERENCES]:
        told = worded(each, texts.language)
        yield (
            texts("signing_ui.figure", label=told.label, before=told.before, after=told.after),
            "error",
        )
    if len(differing) > _DIFFERENCES:
        yield texts("signing_ui.more_figures", n=len(differing) - _DIFFERENCES), "error"


def _roots(check: FileCheck, texts: Texts) -> tuple[str, theme.Tone]:
    roots = check.verdict.roots
    if not roots:
        return texts("signing_ui.no_roots"), "warning"
    names = ", ".join(isolate(name) for name in roots)
    return texts("signing_ui.against_roots", names=names), "muted"


def _signature(check: FileCheck, signature: FileSignature, texts: Texts) -> SignatureWords:
    facts = signature.certificate
    name = texts("signing_ui.nobody") if facts is None else isolate(facts.subject)
    capacity = signature.capacity
    head = name if capacity is None else f"{name} · {texts(f'signing.as_{capacity.value}')}"
    whole: theme.Tone = "ok" if signature.whole in _GOOD else "error"
    lines = [(texts(f"signing_ui.state_{signature.whole.value}"), whole)]
    lines += [_trust(signature, texts), _moment(signature, texts)]
    reason = f"signing.reason_{signature.reason}"
    if signature.reason and texts.has(reason):
        lines.append((texts(reason), "warning"))
    return SignatureWords(head, tuple(lines), tuple(_signature_details(check, signature, texts)))


def _trust(signature: FileSignature, texts: Texts) -> tuple[str, theme.Tone]:
    good = signature.trust in (Trust.TRUSTED, Trust.UNCHECKED)
    unknown = signature.trust is Trust.UNKNOWN
    tone: theme.Tone = "ok" if good else "warning" if unknown else "error"
    return texts(f"signing_ui.trust_{signature.trust.value}"), tone


def _moment(signature: FileSignature, texts: Texts) -> tuple[str, theme.Tone]:
    if signature.stamped_at is not None:
        by = signature.stamped_by
        server = texts("signing_ui.a_server") if by is None else by.subject
        when = moment_words(signature.stamped_at)
        return texts("signing_ui.when_vouched", when=when, server=server), "ok"
    if signature.claimed_at is not None:
        when = moment_words(signature.claimed_at)
        return texts("signing_ui.when_claimed", when=when), "warning"
    return texts("signing_ui.when_unknown"), "warning"


def _signature_details(check: FileCheck, signature: FileSignature, texts: Texts) -> Iterator[str]:
    if signature.level is not None:
        yield texts(f"signing_ui.level_{_level(signature.level)}")
    yield texts("signing_ui.revision", number=signature.revision, count=check.verdict.revisions)
    if signature.certifies:
        yield texts("signing_ui.certifies")
    if signature.stamped_at is not None and signature.claimed_at is not None:
        yield texts("signing_ui.claimed_too", when=moment_words(signature.claimed_at))
    facts = signature.certificate
    if facts is not None:
        yield texts("signing_ui.certificate_by", issuer=facts.issuer)
        yield texts(
            "signing_ui.certificate_between", start=day(facts.valid_from),
            end=day(facts.valid_until),
        )  # fmt: skip
        yield texts("signing_ui.serial", serial=isolate_left_to_right(facts.serial))
        yield texts("signing_ui.fingerprint", hash=grouped_hash(facts.fingerprint))


def _level(level: Level) -> str:
    return level.value.lower().replace("-", "_")


def _details(check: FileCheck, texts: Texts) -> Iterator[str]:
    verdict = check.verdict
    yield texts("signing_ui.file_hash", hash=grouped_hash(verdict.sha256))
    yield texts("signing_ui.file_size", size=f"{verdict.size:,}")
    if verdict.signatures:
        covered = "covered" if verdict.covered else "not_covered"
        yield texts(f"signing_ui.{covered}")
    if verdict.audit_head:
        yield texts("signing_ui.audit_head", hash=grouped_hash(verdict.audit_head))
