"""Step 1: the report and its client, dates, identification, unit, rights, appraiser."""

from shamay_desktop.domain.fields import Step, groups_of
from shamay_desktop.ui.pages.form_page import FormPage
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.form_group import FormLayout

LINES = (
    ("parcel.gush", "parcel.helka", "parcel.tat_helka"),
    ("address.street", "address.house_number"),
    ("address.entrance", "address.apartment"),
)


class InitialDataPage(FormPage):
    """The groups of step 1; a whole parcel is pasted into its first field."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, groups_of(Step.INITIAL_DATA), layout=FormLayout(lines=LINES))
