"""The report as one JSON document."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.reports.data.lines import report_lines
from shamay_desktop.reports.data.writing import write_text


def write_json(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],  # noqa: ARG001 — the port's shape; data names hashes
    target: Path,
    *,
    created: datetime,
) -> None:
    """Write the lines with their places and fields. Raises WorldFailed(`report_not_written`)."""
    document = {
        "title": content.metadata.title,
        "language": content.language.value,
        "created": created.isoformat(),
        "draft": content.watermark is not None,
        "mark": content.watermark,
        "lines": [
            {
                "place": line.place,
                "label": line.label,
                "text": line.text,
                "fields": list(line.fields),
            }
            for line in report_lines(content)
        ],
        "annexes": [
            {"number": annex.number, "file": annex.file_name, "sha256": annex.sha256}
            for annex in content.annexes
        ],
    }
    write_text(target, json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
