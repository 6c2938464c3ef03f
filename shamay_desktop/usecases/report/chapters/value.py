"""Chapter 6: the value in digits and words, further values, declarations and the signature."""

from decimal import Decimal

from shamay_desktop.domain.fields.purposes import STANDARD_19
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.report_content import (
    STAMP_ROOM,
    Block,
    Bullets,
    Chapter,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    Role,
    Run,
    SignatureBlock,
)
from shamay_desktop.domain.report_edits.keys import again
from shamay_desktop.domain.report_edits.required import DECLARATIONS_KEY, STATEMENT_KEY
from shamay_desktop.domain.valuation.reinstatement import reinstatement_of
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.standard_19 import (
    COLLATERAL,
    LAND,
    REINSTATEMENT,
    collateral_of,
    forced_sale_base,
    forced_sale_of,
    land_of,
    reinstatement_19_of,
)
from shamay_desktop.domain.valuation.words import LARGEST, amount_in_words
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.chapters.calculation import rates_note, rests_on
from shamay_desktop.usecases.report.chapters.comparables import derives
from shamay_desktop.usecases.report.chapters.opening import address_runs, identity_inlines
from shamay_desktop.usecases.report.chapters.other_calculations import betterment_lines
from shamay_desktop.usecases.report.facts import Facts, printed_at, together, told
from shamay_desktop.usecases.report.inputs import ReportInputs

_SIGNER = ("appraiser.name", "appraiser.title", "appraiser.licence_number")
_FINAL = "valuation.adopted_price_per_sqm"
_ASSUMED = (
    "report.assumption", "report.assumption_requested_by", "report.special_assumptions",
)  # fmt: skip
_LOW, _HIGH, _RENT = "valuation.range_low", "valuation.range_high", "rent.monthly"
_STATEMENTS = ("report.kind", "review.kind")
_QUICK_SALE = "valuation.quick_sale_percent"
_STATE = "valuation.property_state"


def value_chapter(facts: Facts, inputs: ReportInputs) -> Chapter:
    """6: what the property is worth, at which date, as what; then who says so."""
    blocks: list[Block] = []
    if inputs.result is not None:
        blocks += _value(facts, inputs.result)
    blocks += [*_no_value(facts), *_rent(facts), *_reinstated(facts, inputs.result)]
    blocks += betterment_lines(facts, "6")
    said = (*_SIGNER, _LOW, _HIGH, _RENT, *(() if inputs.result is None else (_STATE,)))
    for path in printed_at("6"):
        if path == _LOW:
            blocks += _range(facts)
        if path not in said:
            blocks += facts.block(path)
        if path == _QUICK_SALE and inputs.result is not None:
            blocks += _quick_sale(facts, inputs.result)
        blocks += _unstated(facts, inputs.result, path)
    blocks = together(blocks)
    blocks += _declarations(facts)
    blocks += _signature(facts, inputs)
    return Chapter("value", "6", facts.texts("report.chapter_6"), tuple(blocks))


def _value(facts: Facts, result: ValuationResult) -> list[Block]:
    language = facts.texts.language
    opening = facts.joined(
        (
            facts.phrase("report.value_sentence", "rights.kind")
            or (Run(facts.texts("report.value_sentence_plain")),),
            facts.phrase("report.value_share", "rights.valued_share"),
            address_runs(facts),
            identity_inlines(facts),
            facts.phrase("report.value_at", "valuation.date"),
            facts.runs(_STATE),
        )
    )
    path = rests_on(result, _FINAL)
    amount = Run(formats.money(plain(result.final), language), path, bold=True)
    blocks: list[Block] = [
        Paragraph((*opening, Run(":")), keep_with_next=True, key="words:value/sentence"),
        Paragraph((amount,), Role.VALUE, keep_with_next=True, key="words:value/amount"),
    ]
    words = result.words(language)
    if words:
        said = Run(f"({words})", path, bold=True)
        blocks.append(Paragraph((said,), Role.VALUE, key="words:value/words"))
    note = rates_note(facts, result)
    blocks += [] if note is None else [note]
    # 1.1 §8: an assumption stands where it is made and again at the value
    return [*blocks, *again(facts.blocks(_ASSUMED), "6")]


def _no_value(facts: Facts) -> list[Block]:
    """What an inspection and a review must say of themselves (standards 20 and 14)."""
    blocks: list[Block] = []
    for path in _STATEMENTS:
        key = f"report.statement_{path}_{facts.case.text(path)}"
        if facts.texts.has(key):
            said = Run(facts.texts(key), field=path)
            blocks.append(Paragraph((said,), Role.BOXED, key=f"{STATEMENT_KEY}{path}"))
    return blocks


def _rent(facts: Facts) -> list[Block]:
    """The rent that was found, set as a value is."""
    rent, amount = facts.runs(_RENT, bold=True), facts.case.number(_RENT)
    if not rent or amount is None:
        return facts.block(_RENT)
    return _found(facts, "rent", rent[0], amount)


def _reinstated(facts: Facts, result: ValuationResult | None) -> list[Block]:
    """The reinstatement for insurance, set as a value is where there is no market value."""
    found = reinstatement_of(facts.case)
    if result is not None or found is None or found.with_vat is None:
        return []
    amount = formats.money(plain(found.with_vat), facts.texts.language)
    run = Run(amount, field="insurance.unit_cost", bold=True)
    return _found(facts, "reinstatement", run, found.with_vat)


def _found(facts: Facts, figure: str, shown: Run, amount: Decimal) -> list[Block]:
    """A figure that is the report's answer: what it is, of what and when, in digits and words."""
    opening = facts.joined(
        (
            (Run(facts.texts(f"report.{figure}_sentence")),),
            address_runs(facts),
            identity_inlines(facts),
            facts.phrase("report.value_at", "valuation.date"),
        )
    )
    blocks: list[Block] = [
        Paragraph((*opening, Run(":")), keep_with_next=True, key=f"words:{figure}/sentence"),
        Paragraph((shown,), Role.VALUE, keep_with_next=True, key=f"words:{figure}/amount"),
    ]
    if abs(amount) <= LARGEST:
        words = amount_in_words(to_places(amount), facts.texts.language)
        said = facts.texts(f"report.{figure}_words", words=words)
        run = Run(said, field=shown.field, bold=True)
        blocks.append(Paragraph((run,), Role.VALUE, key=f"words:{figure}/words"))
    return blocks


def _range(facts: Facts) -> list[Block]:
    """Both ends of a range on one line; one end alone on its own."""
    low, high = facts.case.number(_LOW), facts.case.number(_HIGH)
    if low is None or high is None:
        return facts.blocks((_LOW, _HIGH))
    ends = facts.joined((facts.runs(_LOW), facts.runs(_HIGH)), " – ")
    return [LabelLines((told(facts.texts("report.range"), ends, "report.range"),))]


def _quick_sale(facts: Facts, result: ValuationResult) -> list[Block]:
    """The value in a forced sale, in whole shekels: the stated percentage of the collateral value.

    Outside standard 19, and as long as no other collateral value is known, of the value itself.
    """
    value = forced_sale_of(facts.case, result)
    if value is None:
        return []
    amount = formats.money(plain(value), facts.texts.language)
    case = facts.case
    of_collateral = STANDARD_19.holds(case) or forced_sale_base(case, result) != result.final
    label = facts.texts("report.quick_sale_collateral" if of_collateral else "report.quick_sale")
    line = told(label, (Run(amount, field=_QUICK_SALE),), "report.quick_sale")
    return [LabelLines((line,))]


def _unstated(facts: Facts, result: ValuationResult | None, path: str) -> list[Block]:
    """Collateral value, reinstatement and land as computed, where nothing else was stated.

    The first two where standard 19 asks for them, the land where the appraiser does.
    """
    lender, land = STANDARD_19.holds(facts.case), derives(facts, "land")
    found = {
        COLLATERAL: collateral_of(facts.case, result) if lender else None,
        REINSTATEMENT: reinstatement_19_of(facts.case) if lender else None,
        LAND: land_of(facts.case, result) if land else None,
    }.get(path)
    if found is None or found.typed is not None or found.computed is None:
        return []
    amount = formats.money(plain(found.computed), facts.texts.language)
    return [LabelLines((told(facts.label(path), (Run(amount, field=path),), path),))]


def _declarations(facts: Facts) -> list[Block]:
    """What the appraiser declared; a declaration that was not made is not printed."""
    items: list[tuple[Inline, ...]] = [
        (Run(facts.texts(f"report.{path.replace('.', '_')}"), field=path),)
        for path in (
            "declarations.no_interest",
            "declarations.by_standards",
            "declarations.expert",
        )
        if facts.case.content(path) is True
    ]
    for path in ("declarations.relations", "declarations.contingent_fee"):
        if runs := facts.runs(path):
            items.append((Run(facts.label(path) + ": "), *runs))
    if not items:
        return []
    return [
        Heading("", facts.texts("report.declarations"), "declarations"),
        Bullets(tuple(items), key=DECLARATIONS_KEY),
    ]


def _signature(facts: Facts, inputs: ReportInputs) -> list[Block]:
    """Name, title and the licence number in text; the picture when the export asks for it."""
    lines: list[tuple[Inline, ...]] = []
    for path in _SIGNER:
        runs = facts.runs(path, bold=path == "appraiser.name")
        if path == "appraiser.licence_number" and runs:
            lines.append((Run(facts.label(path) + ": "), *runs))
        elif runs:
            lines.append(runs)
    if facts.runs("report.date"):
        lines.append((Run(facts.label("report.date") + ": "), *facts.runs("report.date")))
    method = facts.case.content("export.signature_method")
    picture = inputs.signer.signature_sha256 if method == "image" else None
    # Nothing that is not signed looks signed; the room is there, so that pages stay as they are.
    unsigned = picture is not None and not inputs.sealed
    stamp = STAMP_ROOM if method == "certified" or unsigned else 0
    if not lines:
        return []
    return [
        Heading("", facts.texts("report.signature"), "signature"),
        SignatureBlock(tuple(lines), None if unsigned else picture, stamp, "signature"),
    ]
