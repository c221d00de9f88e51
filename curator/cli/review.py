"""``review``: submit, approve, refuse, or ask where a dossier stands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.command import DONE, TO_SETTLE, Outcome
from curator.errors import UsageError
from curator.i18n import N_
from curator.i18n import gettext as _
from curator.key_file import read_key

if TYPE_CHECKING:
    from curator.review.status import ReviewStatus

SUMMARY = N_("submit, approve or reject a dossier, or show its state")

ACTIONS = ("submit", "approve", "reject", "status")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("dossier", type=Path, metavar="DOSSIER")
    parser.add_argument(
        "--as", dest="person", metavar="PERSON", help=_("who acts: “Name <mail@town.fr>”")
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why"))
    parser.add_argument("--key-file", type=Path, metavar="FILE", help=_("key of the pseudonyms"))


def run(arguments: argparse.Namespace) -> Outcome:
    from curator.dossier import Dossier
    from curator.review.decisions import decide, review_status
    from curator.review.events import Action
    from curator.review.people import Person

    if arguments.action == "status":
        dossier = Dossier.open(arguments.dossier, key=read_key(arguments.key_file))
        status = review_status(dossier)
        return Outcome(document=status.to_document(), lines=lines_of(status))
    if not arguments.person:
        raise UsageError(reason=_("say who acts with --as “Name <mail@town.fr>”"))
    person = Person.parse(arguments.person)
    dossier = Dossier.open(arguments.dossier, key=read_key(arguments.key_file))
    status = decide(dossier, Action(arguments.action), person, reason=arguments.reason)
    if not status.problems:
        dossier.save()
    return Outcome(
        document=status.to_document(),
        lines=lines_of(status),
        exit_code=TO_SETTLE if status.problems else DONE,
    )


STATE_WORDS = {
    "draft": N_("Draft: nobody approved this content."),
    "submitted": N_("Submitted by {submitted_by}, waits for approval."),
    "approved": N_("Approved by {approved_by}, submitted by {submitted_by}."),
    "rejected": N_("Refused: {reason}"),
}


def lines_of(status: ReviewStatus) -> list[str]:
    """A review's state as a person reads it."""
    sentence = _(STATE_WORDS[status.state.value])
    return [
        sentence.format(
            submitted_by=status.submitted_by,
            approved_by=status.approved_by,
            reason=status.reason,
        ),
        *status.problems,
    ]
