"""The report's content as data: JSON with the field behind every fact, CSV for a spreadsheet."""

from shamay_desktop.reports.data.comma_separated import write_csv
from shamay_desktop.reports.data.lines import ReportLine, report_lines
from shamay_desktop.reports.data.object_notation import write_json

__all__ = ["ReportLine", "report_lines", "write_csv", "write_json"]
