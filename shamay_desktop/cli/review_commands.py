"""`review list | comments | return | approve`: the reviewer's queue and decisions, no window."""

import argparse
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.differences import worded
from shamay_desktop.domain.review import Approval, Comment, Thread
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.review.commenting import WHOLE, Pin, answer, comment, resolve
from shamay_desktop.usecases.review.deciding import approve, return_case
from shamay_desktop.usecases.review.looking import Compared, ReviewOf, review_of
from shamay_desktop.usecases.review.waiting import Waiting, review_queue

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `review` and its commands."""
    group = commands.add_parser("review", parents=[shared], help="the review of reports")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    waiting = parts.add_parser("list", parents=[shared], help="what waits, the oldest first")
    waiting.set_defaults(perform=_list)
    told = parts.add_parser(
        "comments", parents=[shared], help="comments, approval and differences of a case"
    )
    told.add_argument("id")
    act = told.add_mutually_exclusive_group()
    act.add_argument("--say", metavar="TEXT", help="add a comment first")
    act.add_argument("--settle", metavar="COMMENT", help="settle a comment first")
    told.add_argument("--field", metavar="PATH", help="with --say: the field that it is about")
    told.add_argument("--answer", metavar="COMMENT", help="with --say: the comment it answers")
    told.set_defaults(perform=_comments)
    back = parts.add_parser("return", parents=[shared], help="back to its appraiser")
    back.add_argument("id")
    back.add_argument("--reasons", metavar="TEXT", required=True)
    back.set_defaults(perform=_return)
    right = parts.add_parser("approve", parents=[shared], help="approve a case as it stands")
    right.add_argument("id")
    right.add_argument(
        "--content", metavar="SHA256", help="only if the case is still what `comments` told"
    )
    right.set_defaults(perform=_approve)


def _list(context: CommandContext, _asked: argparse.Namespace) -> int:
    queue = review_queue(context.services, context.actor())
    context.answer(
        {"count": len(queue), "waiting": [_waiting_json(each) for each in queue]},
        lambda: _queue_lines(queue, context.texts),
    )
    return _DONE


def _comments(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    if asked.say is not None and asked.answer is not None:
        answer(services, actor, asked.answer, asked.say)
    elif asked.say is not None:
        pin = WHOLE if asked.field is None else Pin(path=asked.field)
        comment(services, actor, asked.id, asked.say, pin)
    elif asked.settle is not None:
        resolve(services, actor, asked.settle)
    found = review_of(services, actor, asked.id)
    context.answer(_review_json(found, context.texts), lambda: _review_lines(found, context.texts))
    return _DONE


def _return(context: CommandContext, asked: argparse.Namespace) -> int:
    return_case(context.services, context.actor(), asked.id, asked.reasons)
    context.answer(
        {"valuation_id": asked.id, "status": "IN_PROGRESS"},
        lambda: [context.texts("review.cli_returned")],
    )
    return _DONE


def _approve(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    seen = asked.content or review_of(services, actor, asked.id).content_sha256
    approval = approve(services, actor, asked.id, seen)
    told = context.texts("review.cli_approved_now", hash=approval.content_sha256)
    context.answer({"valuation_id": asked.id, **_approval_json(approval)}, lambda: [told])
    return _DONE


def _queue_lines(queue: tuple[Waiting, ...], texts: Texts) -> list[str]:
    lines = []
    for each in queue:
        since = each.since.astimezone().strftime("%d.%m.%Y %H:%M")
        told = texts("review.cli_waiting", when=since, n=each.open_comments)
        approved = f" · {texts('review.cli_approved')}" if each.approved else ""
        lines.append(f"{each.line.id}  {each.line.title}  {told}{approved}")
    return lines or [texts("review.cli_none")]


def _waiting_json(each: Waiting) -> dict[str, Json]:
    return {
        "valuation_id": each.line.id,
        "title": each.line.title,
        "appraiser": each.line.created_by_name,
        "since": each.since.isoformat(),
        "open_comments": each.open_comments,
        "approved": each.approved,
    }


def _review_json(found: ReviewOf, texts: Texts) -> dict[str, Json]:
    return {
        "valuation_id": found.valuation.id,
        "status": found.valuation.status.value,
        "content_sha256": found.content_sha256,
        "approval": None if found.approval is None else _approval_json(found.approval),
        "comments": [_thread_json(each, found) for each in found.threads],
        "differences": [_compared_json(each, texts) for each in found.compared],
    }


def _approval_json(approval: Approval) -> dict[str, Json]:
    return {
        "content_sha256": approval.content_sha256,
        "approved_by": approval.approved_by,
        "approved_at": approval.at.isoformat(),
    }


def _thread_json(thread: Thread, found: ReviewOf) -> dict[str, Json]:
    answers: list[Json] = [_said_json(each, found) for each in thread.answers]
    return {**_said_json(thread.comment, found), "answers": answers}


def _said_json(said: Comment, found: ReviewOf) -> dict[str, Json]:
    settled = None if said.resolved_at is None else said.resolved_at.isoformat()
    return {
        "id": said.id,
        "author": found.people.get(said.author_id, said.author_id),
        "at": said.at.isoformat(),
        "text": said.text,
        "block": said.block,
        "field": said.path,
        "page": said.page,
        "words": said.words,
        "settled_at": settled,
    }


def _compared_json(compared: Compared, texts: Texts) -> dict[str, Json]:
    told = [worded(each, texts.language) for each in compared.fields]
    return {
        "since": compared.since.value,
        "at": compared.at.isoformat(),
        "fields": [
            {"path": each.path, "label": each.label, "before": each.before, "after": each.after}
            for each in told
        ],
        "files_come": list(compared.files.come),
        "files_gone": list(compared.files.gone),
        "files_changed": [
            {
                "file": each.name,
                "what": each.aspect.value,
                "before": each.before,
                "after": each.after,
            }
            for each in compared.files.changed
        ],
        "new_findings": [each.rule for each in compared.new_findings],
        "gone_findings": [each[0] for each in compared.gone_findings],
    }


def _review_lines(found: ReviewOf, texts: Texts) -> list[str]:
    lines = [f"{found.valuation.title}  {found.valuation.status.value}"]
    for thread in found.threads:
        state = texts("review.cli_open" if thread.comment.is_open else "review.cli_settled")
        lines.append(f"{thread.comment.id}  {state}  {_told(thread.comment, found)}")
        lines += [f"  {_told(each, found)}" for each in thread.answers]
    if not found.threads:
        lines.append(texts("review.no_comments_here"))
    for compared in found.compared:
        for each in compared.fields:
            told = worded(each, texts.language)
            lines.append(f"{told.label}: {told.before} → {told.after}")
    return lines


def _told(said: Comment, found: ReviewOf) -> str:
    about = said.path or said.words or ""
    author = found.people.get(said.author_id, said.author_id)
    return f"{author}: {said.text}" + (f"  [{about}]" if about else "")
