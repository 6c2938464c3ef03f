"""Who said what when, of what, in words for a card and a screen reader."""

from collections.abc import Mapping

from shamay_desktop.domain.review import Comment
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.errors import path_label
from shamay_desktop.usecases.review.commenting import Pin

LONGEST_WORDS = 140


def who_words(said: Comment, people: Mapping[str, str], texts: Texts) -> str:
    """The person and the time."""
    name = people.get(said.author_id, texts("review.somebody"))
    return f"{isolate(name)} · {isolate_left_to_right(day_and_time(said.at))}"


def about_words(said: Comment | Pin, texts: Texts) -> str:
    """What it is about: words of a page, a field by its label, or the whole."""
    if said.path is not None:
        field = isolate(path_label(texts, said.path))
        return texts("review.about_field", field=field)
    if said.block is not None:
        words = isolate(short(said.words)) if said.words else texts("review.about_picture")
        return texts("review.about_block", page=said.page or "–", words=words)
    return texts("review.about_whole")


def settled_words(said: Comment, people: Mapping[str, str], texts: Texts) -> str:
    """By whom and when it was settled, "" while it is open."""
    if said.resolved_at is None:
        return ""
    name = isolate(people.get(said.resolved_by or "", texts("review.somebody")))
    when = isolate_left_to_right(day_and_time(said.resolved_at))
    return texts("review.settled_by", person=name, when=when)


def short(words: str) -> str:
    """The beginning of long words."""
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS].rstrip()}…"
