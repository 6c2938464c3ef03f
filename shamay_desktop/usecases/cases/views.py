"""A person's saved views of the list: kept under a name, renamed, put into order, forgotten."""

from collections.abc import Sequence
from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.canonical import one_line
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import SavedView, ValuationQuery
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services

LONGEST_NAME = 60
MOST_VIEWS = 50


def list_views(services: Services, actor: Actor) -> tuple[SavedView, ...]:
    """The actor's views in their order. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return tuple(work.views.all())


def save_view(services: Services, actor: Actor, name: str, query: ValuationQuery) -> SavedView:
    """Keep a query under a name, behind the others; a view of this name is replaced in its place.

    Names differ without case. Raises Refused(`view_name_missing`, `views_too_many`; most),
    NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    given = _name(name)
    with services.database.work(actor) as work:
        views = work.views.all()
        standing = _named(views, given)
        if standing is None and len(views) >= MOST_VIEWS:
            raise Refused("views_too_many", most=MOST_VIEWS)
        last = max((view.position for view in views), default=-1)
        view = SavedView(new_id(), actor.user_id, given, query, last + 1)
        if standing is not None:
            view = replace(standing, name=given, query=query)
        work.views.save(view)
        work.commit()
    return view


def rename_view(services: Services, actor: Actor, view_id: str, name: str) -> SavedView:
    """Give a view another name.

    Raises Refused(`view_unknown`, `view_name_missing`, `view_name_taken`; name), NotAllowed,
    WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    given = _name(name)
    with services.database.work(actor) as work:
        view = _view(work, view_id)
        other = _named(work.views.all(), given)
        if other is not None and other.id != view_id:
            raise Refused("view_name_taken", name=other.name)
        renamed = replace(view, name=given)
        work.views.save(renamed)
        work.commit()
    return renamed


def reorder_views(services: Services, actor: Actor, ids: Sequence[str]) -> tuple[SavedView, ...]:
    """Put the views into the order of the ids; those that are not named follow as they stood.

    Raises Refused(`view_unknown`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        named = [_view(work, view_id) for view_id in dict.fromkeys(ids)]
        rest = [view for view in work.views.all() if view.id not in set(ids)]
        ordered = [replace(view, position=place) for place, view in enumerate((*named, *rest))]
        for view in ordered:
            work.views.save(view)
        work.commit()
    return tuple(ordered)


def remove_view(services: Services, actor: Actor, view_id: str) -> None:
    """Forget a view; the cases stay. Raises Refused(`view_unknown`), NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        _view(work, view_id)
        work.views.remove(view_id)
        work.commit()


def _view(work: UnitOfWork, view_id: str) -> SavedView:
    """One of the actor's own views; another person's is none."""
    view = next((view for view in work.views.all() if view.id == view_id), None)
    if view is None:
        raise Refused("view_unknown", view=view_id)
    return view


def _named(views: Sequence[SavedView], name: str) -> SavedView | None:
    return next((view for view in views if view.name.casefold() == name.casefold()), None)


def _name(given: str) -> str:
    name = one_line(given)[:LONGEST_NAME].strip()
    if not name:
        raise Refused("view_name_missing")
    return name
