"""Makes the files of the sample case: python -m tools.make_sample.

`case.json` is written by hand; the papers are set from its values, and the plan, maps and photos
are drawn. The same sources give the same bytes.
"""

import json
from pathlib import Path

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_folder import read_description
from shamay_desktop.resource_files import resource
from tools.sample_papers import make_papers
from tools.sample_photos import make_photos
from tools.sample_plans import make_area_map, make_parcel_sketch, make_plan


def make_sample(root: Path) -> None:
    """Write every file of the sample that lies in the folder, but its description."""
    described = read_description(json.loads((root / "case.json").read_text(encoding="utf-8")))
    for place in ("documents", "photos", "plans", "maps"):
        (root / place).mkdir(exist_ok=True)
    make_papers(Case(described.case_id or "", described.values), root / "documents")
    make_plan(root / "plans" / "floor-plan.png")
    make_area_map(root / "maps" / "area-map.png")
    make_parcel_sketch(root / "maps" / "parcel-sketch.png")
    make_photos(root / "photos")


if __name__ == "__main__":
    make_sample(resource("sample_case"))
