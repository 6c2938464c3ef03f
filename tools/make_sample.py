"""Makes the files of the sample case: python -m tools.make_sample.

The values of `case.json` are written by hand; the papers are drawn from them, and the plan, maps
and photos from code, with what was measured and marked on them. The papers are then read as the
program reads any paper, and every value that stands in one gets its place there. The same sources
give the same bytes.
"""

import json
from pathlib import Path

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_folder import read_description
from shamay_desktop.resource_files import resource
from tools.sample_drawings import draw_on_papers
from tools.sample_papers import make_papers
from tools.sample_photos import make_photos
from tools.sample_plans import make_area_map, make_parcel_sketch, make_plan
from tools.sample_sources import description_text, with_places


def make_sample(root: Path) -> None:
    """Write every file of the sample that lies in the folder, its description the last."""
    raw = json.loads((root / "case.json").read_text(encoding="utf-8"))
    described = read_description(raw)
    case = Case(described.case_id or "", described.values)
    for place in ("documents", "photos", "plans", "maps"):
        (root / place).mkdir(exist_ok=True)
    make_papers(case, root / "documents")
    make_plan(root / "plans" / "floor-plan.png")
    make_area_map(root / "maps" / "area-map.png")
    make_parcel_sketch(root / "maps" / "parcel-sketch.png")
    draw_on_papers(root)
    make_photos(root / "photos")
    told = with_places(case, root / "documents", described.documents)
    (root / "case.json").write_text(description_text(raw, told), encoding="utf-8")


if __name__ == "__main__":
    make_sample(resource("sample_case"))
