"""How many findings each step has."""

from collections import Counter
from collections.abc import Sequence

from shamay_desktop.domain.fields import BY_ID, Step
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.ui.models.findings_model import is_settled


def counts_by_step(findings: Sequence[Finding]) -> dict[Step, Counter[Severity]]:
    """How many findings of each severity a step has; what was explained is not counted."""
    counts: dict[Step, Counter[Severity]] = {step: Counter() for step in Step}
    for finding in findings:
        if not is_settled(finding):
            # The validation step is where all of them are answered for.
            for step in {*_steps_of(finding), Step.VALIDATION}:
                counts[step][finding.severity] += 1
    return counts


def _steps_of(finding: Finding) -> set[Step]:
    heads = {path.partition("/")[0] for path in finding.fields}
    return {BY_ID[head].step for head in heads if head in BY_ID}
