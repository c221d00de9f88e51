"""``verify``: recompute everything a package says of itself, without its source."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator.cli.command import DONE, TO_SETTLE, Outcome
from curator.i18n import N_
from curator.i18n import gettext as _

SUMMARY = N_("check a package: every digest, its approval, its conformity")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=Path, metavar="PACKAGE")


def run(arguments: argparse.Namespace) -> Outcome:
    from curator.publish.release import Status
    from curator.publish.verification import verify_package

    found = verify_package(arguments.package)
    released = found.status == Status.RELEASED
    document = {
        "state": "approved" if released and found.is_sound else "draft",
        "submitted_by": found.review.get("submitted_by"),
        "approved_by": found.review.get("approved_by"),
        "content_sha256": found.content_sha256,
        "problems": list(found.problems),
        "status": found.status,
    }
    return Outcome(
        document=document,
        lines=[_verdict(released, found.is_sound), *found.problems],
        exit_code=DONE if found.is_sound else TO_SETTLE,
    )


def _verdict(released: bool, sound: bool) -> str:
    if not sound:
        return _("The package is not what it says:")
    if released:
        return _("Released package: every digest and the approval hold.")
    return _("Draft package: every digest holds; nobody approved it.")
