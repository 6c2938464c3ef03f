"""Step 1: where the property lies on the map, and the map pictures of the report."""

from shamay_desktop.domain.fields.definition import Field, Group, Step, Unit
from shamay_desktop.domain.fields.shapes import (
    between,
    choice,
    codes,
    date,
    decimal,
    rows,
    text,
    together,
)

MAP_KINDS = codes(
    ("area", "מפת סביבה", "Area map"),
    ("parcels", "תשריט חלקות", "Parcel sketch"),
    ("aerial", "תצלום אוויר", "Aerial photo"),
    ("plan", "תשריט תכנית", "Plan sheet"),
    ("other", "אחר", "Other"),
)
MAP_COLUMNS = (
    text("title", "כותרת המפה", "Title"),
    choice("kind", "סוג", "Kind", choices=MAP_KINDS),
    text("source", "מקור", "Source"),
    date("date", "תאריך", "Date"),
    text("credit", "זכויות יוצרים", "Credit"),
    text("scale", "קנה מידה", "Scale", extra=True),
)

_location = Group("location", Step.INITIAL_DATA, "מיקום ומפות", "Location and maps")

# The bounds hold the State of Israel and the areas of Judea and Samaria on its two grids.
FIELDS: tuple[Field, ...] = together(
    _location,
    (
        decimal("location.itm_east", "קואורדינטה מזרחה (רשת ישראל)", "ITM easting",
                unit=Unit.METRE, plausible=between("120000", "305000")),
        decimal("location.itm_north", "קואורדינטה צפונה (רשת ישראל)", "ITM northing",
                unit=Unit.METRE, plausible=between("370000", "810000")),
        decimal("location.latitude", "קו רוחב", "Latitude", plausible=between("29.4", "33.5")),
        decimal("location.longitude", "קו אורך", "Longitude", plausible=between("34.1", "35.95")),
        text("location.source", "מקור הקואורדינטות", "Source of the coordinates"),
        date("location.date", "מועד איתור המיקום", "Day of locating"),
        rows("location.maps", "מפות ותצלומי אוויר", "Maps and aerial photos",
             columns=MAP_COLUMNS),
    ),
    place="1.1",
)  # fmt: skip
