"""Step 2's facts that papers give, for the documents page to show beside the papers."""

from shamay_desktop.domain.fields import Step, groups_of
from shamay_desktop.ui.pages.form_page import FormPage
from shamay_desktop.ui.pages.page import PageContext


class FactsForm(FormPage):
    """The groups of step 2: extract, order, permits, planning, parcel, measures, condition."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, groups_of(Step.DOCUMENTS), at_once=1)
