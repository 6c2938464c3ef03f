"""`check` and `value`: findings and the value of a case or of a case folder."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.answers import findings_json, value_answer
from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.reading_answers import papers_json
from shamay_desktop.cli.value_answers import approach_lines, approaches_answer
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding, words
from shamay_desktop.domain.valuation.from_case import missing_paths, value_of
from shamay_desktop.domain.valuation.result_json import details_json
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.cases.folder_case import (
    case_of_folder,
    case_of_read_folder,
    read_evidence_of_folder,
)
from shamay_desktop.usecases.cases.folder_comparables import with_tables
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.reading.at_once import with_readings
from shamay_desktop.usecases.reading.taking import clean_changes

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _BLOCKED = 0, 3


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `check` and `value`."""
    check = commands.add_parser("check", parents=[shared], help="findings with their clauses")
    check.add_argument("case", metavar="ID|DIR")
    check.set_defaults(perform=_check)
    value = commands.add_parser("value", parents=[shared], help="the value and its figures")
    value.add_argument("case", metavar="ID|DIR")
    value.set_defaults(perform=_value)


def finding_lines(findings: Sequence[Finding], texts: Texts) -> list[str]:
    """A line for each finding: severity, clause, sentence."""
    return [
        f"{texts(f'cli.severity_{finding.severity.value}')} "
        f"[{finding.clause or finding.rule}] {words(finding, texts)}"
        for finding in findings
    ]


def _check(context: CommandContext, asked: argparse.Namespace) -> int:
    folder = Path(asked.case)
    if folder.is_dir():
        case, evidence = _read_folder(context, folder)
    else:
        valuation, evidence = case_now(context.services, context.actor(), asked.case)
        case = valuation.case
        evidence = with_readings(context.services, evidence, context.page_progress)
    findings = findings_of(context.services, case, evidence, _actor_of_rules(context, folder))
    papers = papers_json(case, evidence, context.texts)
    context.answer(
        {"findings": findings_json(findings, context.texts), "papers": papers},
        lambda: finding_lines(findings, context.texts) or [context.texts("cli.no_findings")],
    )
    return _BLOCKED if any(finding.blocks_signing for finding in findings) else _DONE


def _actor_of_rules(context: CommandContext, folder: Path) -> Actor | None:
    """Whose office's rules hold; a folder is no office's, so that nobody need be named for it."""
    if folder.is_dir() and context.email is None:
        with context.services.database.work() as work:
            people = work.offices.people()
        if not people or any(person.password_hash for person in people):
            return None
    return context.actor()


def _read_folder(context: CommandContext, folder: Path) -> tuple[Case, CaseEvidence]:
    """A case folder as `case run` would have it before its steps, read in a home of the moment."""
    services = context.scratch_services()
    evidence = read_evidence_of_folder(services, folder, context.page_progress)
    case = case_of_read_folder(services, folder, evidence)
    tables = services.folders.read(folder).comparables
    if tables:
        services.database.upgrade()
        case = with_tables(services, local_actor(services), case, tables)
    return after(case, clean_changes(case, evidence, "", services.clock.now())), evidence


def _value(context: CommandContext, asked: argparse.Namespace) -> int:
    case = _case(context, asked.case)
    result = value_of(case)
    if result is None:
        raise Refused("value_incomplete", fields=", ".join(missing_paths(case)))
    answer: dict[str, Json] = {
        "value": value_answer(result, context.texts),
        "details": details_json(result, context.texts.language),
        **approaches_answer(case, result),
    }
    context.answer(answer, lambda: [*_value_lines(answer), *approach_lines(case, context.texts)])
    return _DONE


def _value_lines(answer: Mapping[str, Json]) -> list[str]:
    shown = answer["details"]
    facts = shown.items() if isinstance(shown, dict) else ()
    return [f"{key}: {fact}" for key, fact in facts if isinstance(fact, str)]


def _case(context: CommandContext, named: str) -> Case:
    folder = Path(named)
    if folder.is_dir():
        return case_of_folder(context.services, folder)
    return case_now(context.services, context.actor(), named)[0].case
