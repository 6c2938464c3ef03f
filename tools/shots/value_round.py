"""The pictures of step 4: plots, approaches, the value's chain; over a case with all of them."""

import json
import shutil
from pathlib import Path

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.plots.plot import PlotKind
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.widgets.chain_dialog import ChainDialog
from shamay_desktop.usecases.cases.importing import import_case
from tools.shots.photographer import Photographer

_PLACES = ("184300/668400", "184420/668510", "184100/668300", "184500/668800", "184350/668650")
_ADJUSTED = (
    ("time", "percent", "4.5", "לפי מדד מחירי הדירות"),
    ("floor", "percent", "-2", "שתי קומות מעל הנכס"),
    ("parking", "whole", "150000", "ללא חניה"),
)
_APPROACHES = [
    {"approach": "comparison", "use": "main", "reason": "שוק פעיל, עסקאות דומות בסביבה"},
    {"approach": "income", "use": "supporting", "reason": "הדירה מושכרת"},
    {"approach": "cost", "use": "supporting", "reason": "בניין חדש"},
]
_FIELDS: dict[str, object] = {
    "location.itm_east": "184350",
    "location.itm_north": "668550",
    "valuation.approaches": _APPROACHES,
    "income.market_rent": "13500",
    "income.vacancy": "4",
    "income.costs": "6000",
    "income.cap_rate": "3.6",
    "income.method": "direct",
    "cost.land": [{"name": "קרקע", "area": "210", "price_per_sqm": "14000"}],
    "cost.components": [
        {"name": "דירה", "area": "142", "unit_cost": "9500", "age": "6", "life": "70"},
        {"name": "מרפסת", "area": "40", "unit_cost": "4200", "physical": "5"},
    ],
    "cost.soft_costs": "8",
    "cost.profit": "15",
    "cost.profit_on": "land_and_construction",
    "sensitivity.of": ["price", "coefficients"],
    "report.plots": ["area", "date", "floor", "location", "adjustments", "band"],
}


def write_worked_case(folder: Path) -> Path:
    """The sample case with adjusted comparables, further approaches and all plots."""
    shutil.copytree(resource("sample_case"), folder)
    path = folder / "case.json"
    case = json.loads(path.read_text(encoding="utf-8"))
    fields = case["fields"]
    rows = fields["comparables"]
    adjustments = []
    for at, row in enumerate(rows):
        row["id"] = f"row-{at}"
        row["itm"] = _PLACES[at % len(_PLACES)]
        adjustments += [
            {"comparable": row["id"], "head": head, "unit": unit, "amount": amount, "reason": why}
            for head, unit, amount, why in _ADJUSTED[: at % 4]
        ]
    fields |= {**_FIELDS, "comparables.adjustments": adjustments}
    path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    return folder


def value_round(camera: Photographer) -> None:
    """The tabs of step 4, each plot, and the chain opened down to a comparable."""
    folder = write_worked_case(camera.home.root.parent / "worked")
    shell = camera.open_case(import_case(camera.services, camera.person, folder).valuation_id)
    shell.open_step(Step.ANALYSIS)
    page = shell.pages[Step.ANALYSIS]
    if not isinstance(page, AnalysisPage) or page.comparables is None:
        raise TypeError("step 4 has no comparables")
    page.comparables.choose("grid")
    camera.take("value-grid")
    page.comparables.choose("plots")
    view = page.comparables.plots
    if view is None:
        raise TypeError("step 4 has no plots")
    camera.wait(lambda: view.canvas is not None)
    for kind in PlotKind:
        kinds = [plot.kind for plot in view.plots]
        if kind in kinds:
            view.choice.setCurrentIndex(kinds.index(kind))
            camera.take(f"value-plot-{kind.value}")
    view.way.click()
    camera.take("value-plot-table")
    view.way.click()
    for name in ("income", "cost", "value"):
        page.tabs.setCurrentIndex(list(TABS).index(name))
        camera.take(f"value-{name}")
    page.open_figure("mean")
    camera.take("value-chain")
    page.chain.lines["final"].mark.chain_asked.emit("final")
    dialog = page.findChild(ChainDialog)
    if not isinstance(dialog, ChainDialog):
        raise TypeError("the value has no chain")
    dialog.tree.expandAll()
    camera.take("value-chain-dialog")
    dialog.reject()
    page.context.session.type("valuation.adopted_price_per_sqm", "")
    page.show_case(page.context.session.case)
    camera.take("value-none")
    page.comparables.choose("table")
    camera.leave_case()
