"""Step 4: which plots the report shows."""

from shamay_desktop.domain.fields.definition import Field, Group, Kind, Step
from shamay_desktop.domain.fields.purposes import VALUED
from shamay_desktop.domain.fields.shapes import codes, together

PLOTS = codes(
    ("area", 'מחיר למ"ר לפי שטח', "Price per m² by area"),
    ("date", 'מחיר למ"ר לפי מועד המכירה', "Price per m² by date of sale"),
    ("floor", 'מחיר למ"ר לפי קומה', "Price per m² by floor"),
    ("location", "מיקום נתוני ההשוואה", "Where the comparables lie"),
    ("adjustments", "התאמות של כל נתון", "Adjustments of each comparable"),
    ("band", "תחום המחירים המתואמים", "The band of adjusted prices"),
)
_plots = Group("plots", Step.ANALYSIS, "תרשימים", "Plots", VALUED)

FIELDS: tuple[Field, ...] = together(
    _plots,
    (Field("report.plots", "תרשימים בדוח", "Plots in the report", kind=Kind.CHOICES,
           choices=PLOTS),),
)  # fmt: skip
