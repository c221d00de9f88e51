"""``export``: write the package of a dossier."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator.cli.command import Outcome
from curator.i18n import N_
from curator.i18n import gettext as _
from curator.key_file import read_key

SUMMARY = N_("write the package of a dossier: released if approved, else a draft")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dossier", type=Path, metavar="DOSSIER")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--key-file", type=Path, metavar="FILE", help=_("key of the pseudonyms"))


def run(arguments: argparse.Namespace) -> Outcome:
    from curator.dossier import Dossier
    from curator.export import export
    from curator.review.content import digests_of
    from curator.review.history import status_of
    from curator.review.status import State

    dossier = Dossier.open(arguments.dossier, key=read_key(arguments.key_file))
    prepared = dossier.prepared()
    review = status_of(dossier.events, digests_of(prepared).content)
    result = export(prepared, review, arguments.out)
    released = review.state is State.APPROVED
    document = {
        "output": str(result.folder),
        "status": "released" if released else "draft",
        "content_sha256": review.content_sha256,
        "archive": str(result.archive),
    }
    sentence = (
        _("Released package written: {path}") if released else _("Draft package written: {path}")
    )
    return Outcome(document=document, lines=[sentence.format(path=result.folder), *review.problems])
