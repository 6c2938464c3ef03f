"""What the wizard does by key or name."""

from functools import partial
from typing import TYPE_CHECKING

from shamay_desktop.domain.fields import FIELDS, Step
from shamay_desktop.ui.actions import Action

if TYPE_CHECKING:
    from shamay_desktop.ui.wizard.shell import WizardShell


def actions_of(shell: "WizardShell") -> tuple[Action, ...]:
    """The wizard's own; pages and panels declare theirs."""
    session, word = shell.context.session, shell.context.texts
    return (
        Action("undo", shell.undo, ("Ctrl+Z",), "case", "undo", enabled=lambda: session.can_undo),
        Action("redo", shell.redo, ("Ctrl+Y", "Ctrl+Shift+Z"), "case", "redo",
               enabled=lambda: session.can_redo),
        Action("next_finding", shell.next_finding, ("F8",), "case", "warn"),
        Action("findings", shell.toggle_findings, ("Shift+F8",), "case", "list"),
        Action("paper_panel", shell.paper.toggle, ("F9",), "case", "panel"),
        Action("undock_paper", shell.paper.toggle_place, ("Ctrl+F11",), "case", "undock"),
        Action("step_back", shell.step_back, ("Ctrl+PgUp",), "case", "previous"),
        Action("finish_step", shell.finish_step, ("Ctrl+PgDown",), "case", "next"),
        Action("save", shell.save_by_hand, ("Ctrl+S",), "case", "save"),
        Action("leave_case", shell.leave, ("Ctrl+W",), "case", "close"),
        *(
            Action("go_to_step", partial(shell.open_step, step), (f"Ctrl+{step.number}",), "case",
                   "step-open", word(f"shell.step.{step.value}"))
            for step in Step
        ),
    )  # fmt: skip


def fields_named(shell: "WizardShell", words: str) -> list[Action]:
    """The palette finds fields too: each goes to its place in the form."""
    language, wanted = shell.context.texts.language, words.casefold().split()
    return [
        Action("go_to_field", partial(shell.go_to, field.id), icon="typed", word=label)
        for field in FIELDS
        for label in (field.label(language),)
        if all(word in label.casefold() for word in wanted)
    ]
