"""What was said in a conversation as a page: every line of an answer is a link to its source."""

from collections.abc import Iterator, Sequence
from html import escape

from shamay_desktop.domain.chats import ChatMessage, ChatRole, ChatSource
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

LINK = "said:"


def said_html(messages: Sequence[ChatMessage], texts: Texts) -> str:
    """The conversation as HTML; a link is `said:<message>.<source>` by their places.

    All that people, papers and models wrote is escaped: it cannot become markup.
    """
    return "".join(
        part for number, message in enumerate(messages) for part in _message(number, message, texts)
    )


def source_at(messages: Sequence[ChatMessage], link: str) -> ChatSource | None:
    """The source that a link of `said_html` means, None for a link that is none."""
    number, _, place = link.removeprefix(LINK).partition(".")
    if not (number.isdecimal() and place.isdecimal()):
        return None
    if int(number) >= len(messages) or int(place) >= len(messages[int(number)].sources):
        return None
    return messages[int(number)].sources[int(place)]


def opens(source: ChatSource) -> bool:
    """Whether a source has a place to go to."""
    return source.path is not None or source.paper is not None


def _message(number: int, message: ChatMessage, texts: Texts) -> Iterator[str]:
    yield _paragraph(_who(message, texts), texts, tone="muted", above=10)
    if message.role is ChatRole.PERSON:
        yield _paragraph(f"<b>{escape(message.text)}</b>", texts)
        return
    if message.role is ChatRole.MODEL:
        yield from _of_model(number, message, texts)
        return
    if not message.sources:
        yield _paragraph(escape(message.text), texts)
    for place, source in enumerate(message.sources):
        label = _link(f"{LINK}{number}.{place}", source.label, source)
        yield _paragraph(f"{label}: {escape(isolate(source.words))}", texts)
    if message.search_run_id is not None:
        yield _paragraph(escape(texts("texts_analysis.chat_search")), texts, tone="muted")


def _of_model(number: int, message: ChatMessage, texts: Texts) -> Iterator[str]:
    for line in message.text.splitlines():
        yield _paragraph(escape(line), texts)
    marked = texts("texts_analysis.answer_marked", model=message.model)
    yield _paragraph(escape(marked), texts, tone="muted")
    for place, source in enumerate(message.sources):
        if source.supported:
            link = _link(f"{LINK}{number}.{place}", source.label, source)
            yield _paragraph(f"{escape(isolate(source.words))}: {link}", texts)
    lacking = [source.words for source in message.sources if not source.supported]
    if lacking:
        words = texts("texts_analysis.unsupported", values="; ".join(lacking))
        yield _paragraph(escape(words), texts, tone="error")


def _who(message: ChatMessage, texts: Texts) -> str:
    match message.role:
        case ChatRole.PERSON:
            return escape(texts("texts_analysis.chat_you"))
        case ChatRole.PROGRAM:
            return escape(texts("texts_analysis.chat_program"))
    return escape(texts("texts_analysis.chat_by_model", model=message.model))


def _link(href: str, words: str, source: ChatSource) -> str:
    if not opens(source):
        return escape(words)
    accent = theme.colour("accent").name()
    return f'<a href="{href}" style="color:{accent};text-decoration:none">{escape(words)}</a>'


def _paragraph(html: str, texts: Texts, *, tone: theme.Tone = "ink", above: int = 2) -> str:
    right = texts.language.right_to_left
    direction, side = ("rtl", "right") if right else ("ltr", "left")
    colour = theme.colour(tone).name()
    style = f"margin:{above}px 0 2px 0;color:{colour}"
    return f'<p dir="{direction}" align="{side}" style="{style}">{html}</p>'
