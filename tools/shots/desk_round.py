"""The pictures of the list of cases: places, filter, views, trash, copies, and reuse of facts."""

from decimal import Decimal
from random import Random

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import CaseFilter, ValuationQuery
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.cases.reuse_offer import ReuseOffer
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.wizard.keeping import close_session, finish_step
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tools.shots.photographer import Photographer

STREETS = ("הרצל", "ויצמן", "ביאליק", "סוקולוב", "בן גוריון")
CITIES = ("חולון", "רמת גן", "תל אביב-יפו", "מודיעין-מכבים-רעות")
CLIENTS = ("בנק הדוגמה", "חברת הדוגמה ABC Holdings Ltd", "עיריית הדוגמה")
LISTED = 30
"""So many invented cases fill the list."""


def desk_round(camera: Photographer) -> None:
    """The list with cases, its places, filter, menus, trash and dialogs."""
    sample = import_case(camera.services, camera.person, resource("sample_case")).valuation_id
    dice = Random(7)
    for _ in range(LISTED):
        make_case(camera, **_invented(dice))
    desk = _desk(camera)
    desk.refresh()
    camera.rest()
    desk.table.choose_row(desk.model.row_of(sample) or 0)
    camera.take("list")
    _narrowing(camera, desk)
    _shelves(camera, desk)


def reuse_round(camera: Photographer) -> None:
    """A case in the building of the sample: the offer, the facts, and what was taken."""
    import_case(camera.services, camera.person, resource("sample_case"))
    present = make_case(
        camera, address__city="נוף השקד", address__street="השקד", address__house_number="12"
    )
    shell = camera.open_case(present)
    shell.checking.read_evidence()
    camera.take("reuse-offer")
    offer = shell.findChild(ReuseOffer)
    if not isinstance(offer, ReuseOffer):
        raise TypeError("no offer")
    offer.show()
    camera.take("reuse-facts", camera.dialog())
    camera.dialog().close()
    camera.leave_case()


def _narrowing(camera: Photographer, desk: CasesDesk) -> None:
    """Search, filter with chips, saved views, columns."""
    desk.search.setText("zzz")
    camera.take("list-nothing-found")
    desk.widen()
    desk.views.save("רמת גן", ValuationQuery(narrowed=CaseFilter(city="רמת גן")))
    desk.toggle_filter()
    narrowed = CaseFilter(city="רמת גן", purposes=frozenset({"home_mortgage"}))
    desk.show_query(ValuationQuery(narrowed=narrowed))
    camera.take("list-filtered")
    desk.show_query(ValuationQuery(narrowed=CaseFilter(value_from=Decimal(10**9))))
    camera.take("list-filtered-empty")
    desk.widen()
    desk.toggle_filter()
    camera.rest()
    menu = desk.table.columns_menu()
    menu.popup(desk.table.mapToGlobal(QPoint(40, 40)))
    camera.take("list-columns", menu)
    menu.close()


def _shelves(camera: Photographer, desk: CasesDesk) -> None:
    """The row's menu, the trash with its undo and days, the empty places, deleting for good."""
    desk.table.choose_row(1)
    desk.table.row_menu_asked.emit(desk.table.mapToGlobal(QPoint(200, 80)))
    menu = desk.findChild(QMenu, "row-menu")
    if isinstance(menu, QMenu):
        camera.take("list-row-menu", menu)
        menu.close()
    for place in ("signed", "archive", "trash"):
        desk.side.choose_place(place)
        camera.take(f"list-empty-{place}")
    desk.side.choose_place("all")
    camera.rest()
    desk.rows.throw_away()
    camera.take("list-thrown-away")
    desk.side.choose_place("trash")
    camera.take("list-trash")
    desk.rows.delete()
    camera.take("delete-for-good", camera.dialog())
    camera.dialog().close()
    desk.rows.take_back()
    camera.rest()
    desk.side.choose_place("all")
    camera.rest()
    desk.notice.hide()


def _desk(camera: Photographer) -> CasesDesk:
    desk = camera.workplace.desk
    if desk is None:
        raise RuntimeError("no list")
    return desk


def _invented(dice: Random) -> dict[str, str]:
    return {
        "address__city": dice.choice(CITIES),
        "address__street": dice.choice(STREETS),
        "address__house_number": str(dice.randint(1, 90)),
        "parcel__gush": str(dice.randint(6000, 7200)),
        "parcel__helka": str(dice.randint(1, 900)),
        "client__name": dice.choice(CLIENTS),
        "report__purpose": dice.choice(("market_value", "home_mortgage", "collateral")),
    }


def make_case(camera: Photographer, **contents: str) -> str:
    """A case whose first step is finished."""
    services, actor = camera.services, camera.person
    opened = create_case(services, actor)
    session = WizardSession(opened.record, opened.valuation, actor, services.clock)
    for name, content in contents.items():
        session.type(name.replace("__", "."), content)
    snapshot = session.snapshot()
    session.adopt(finish_step(services, actor, snapshot, Step.INITIAL_DATA).valuation, snapshot)
    session.mark_journalled(snapshot.seq)
    close_session(services, actor, session.snapshot())
    return opened.valuation.id
