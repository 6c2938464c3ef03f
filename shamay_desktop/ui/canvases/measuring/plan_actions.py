"""What the plan table does by name or key; letters hold while the canvas has the focus."""

from functools import partial
from typing import TYPE_CHECKING

from shamay_desktop.ui.actions import Action

if TYPE_CHECKING:
    from shamay_desktop.ui.canvases.measuring.workbench import Workbench


def actions_of(bench: "Workbench") -> tuple[Action, ...]:
    """One a tool, then what is done with the chosen shapes."""
    state = bench.state

    def is_open() -> bool:
        return state.sheet is not None and not state.read_only

    def any_chosen() -> bool:
        return is_open() and bool(state.chosen)

    return (
        *(
            Action(f"plan_tool_{tool.key}", partial(bench.choose_tool, tool.key), (tool.letter,),
                   "drawing", f"tool-{tool.key}", enabled=is_open)
            for tool in bench.tools.values()
        ),
        Action("plan_duplicate", bench.duplicate_chosen, ("Ctrl+D",), "drawing", "copy",
               enabled=any_chosen),
        # The corner that is held may be what is meant: the tool is asked first.
        Action("plan_remove", state.remove_chosen, ("Delete",), "drawing", "trash", bound=False,
               enabled=any_chosen),
        Action("plan_all", lambda: state.choose(each.id for each in state.shapes), ("Ctrl+A",),
               "drawing", "list", enabled=is_open),
        Action("plan_rename", bench.shapes.rename_chosen, ("F2",), "drawing", "typed",
               enabled=any_chosen),
        Action("plan_hand_over", bench.shapes.hand_over_asked.emit, (), "drawing", "send",
               enabled=is_open),
    )  # fmt: skip
