"""``curator scan``: the personal data in a file, by field and by cell."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli.command import DONE, TO_SETTLE, Outcome, add_file, reading_options
from curator.errors import UsageError
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _
from curator.privacy.model import HiddenPersonalData, Role, ScanResult

if TYPE_CHECKING:
    from curator.privacy.second_opinion.client import SecondOpinion

SUMMARY = N_("Find personal data.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``scan``."""
    add_file(parser)
    parser.add_argument(
        "--limit", type=int, metavar="N", help=_("show at most N cells (the count stays exact)")
    )
    group = parser.add_argument_group(_("second opinion on free text (off unless asked for)"))
    group.add_argument(
        "--second-opinion",
        action="store_true",
        help=_("let a language model on this machine look for names that the rules pass over"),
    )
    group.add_argument(
        "--text-model",
        type=Path,
        metavar="FOLDER",
        help=_("folder of the model, instead of the one CURATOR_TEXT_MODEL names; asks for it"),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Read the file, scan the table, print what was found."""
    from curator.privacy.scan import scan
    from curator.readers import open_source

    if arguments.limit is not None and arguments.limit < 0:
        raise UsageError(reason=_("--limit takes a number from 0"))
    source = open_source(arguments.file, reading_options(arguments))
    opinion = _second_opinion(arguments)
    result = scan(
        source.read(1), hidden=source.hidden, limit=arguments.limit, second_opinion=opinion
    )
    if opinion is not None and opinion.problem is not None:
        print(opinion.problem, file=sys.stderr)
    return Outcome(
        document=document(result) | second_opinion_document(opinion),
        lines=lines(result),
        exit_code=TO_SETTLE if has_alarm(result) else DONE,
    )


def _second_opinion(arguments: argparse.Namespace) -> SecondOpinion | None:
    """The second opinion that the arguments ask for; None (and nothing loaded) otherwise."""
    if not arguments.second_opinion and arguments.text_model is None:
        return None
    from curator.privacy.second_opinion.client import SecondOpinion
    from curator.privacy.second_opinion.folder import model_folder

    return SecondOpinion(model_folder(arguments.text_model))


def second_opinion_document(opinion: SecondOpinion | None) -> dict[str, Any]:
    """What became of the second opinion, for who asked for one."""
    if opinion is None:
        return {}
    problem = None if opinion.problem is None else str(opinion.problem)
    return {"second_opinion": {"texts": opinion.texts, "read": opinion.read, "problem": problem}}


def has_alarm(result: ScanResult) -> bool:
    """Whether a direct identifier or sensitive information was found."""
    alarming = (Role.DIRECT_IDENTIFIER, Role.SENSITIVE)
    return any(f.role in alarming for f in result.fields) or any(
        hidden.role in alarming for hidden in result.hidden
    )


def document(result: ScanResult) -> dict[str, Any]:
    """The JSON of the contract."""
    from curator.operations.base import to_descriptor

    return {
        "fields": [
            {
                "name": field.name,
                "index": field.index,
                "kinds": [
                    {"kind": k.kind, "confidence": k.confidence, "share": k.share}
                    for k in field.kinds
                ],
                "role": str(field.role),
                "rule": None if field.rule is None else str(field.rule),
                "reasons": [reason.text() for reason in field.reasons],
                "suggestion": None if field.suggestion is None else to_descriptor(field.suggestion),
            }
            for field in result.fields
        ],
        "cells": [
            {"row": c.row, "field": c.field, "start": c.start, "end": c.end, "kind": c.kind}
            for c in result.cells
        ],
        "cell_count": result.cell_count,
        "hidden": [_hidden(h) for h in result.hidden],
    }


def _hidden(hidden: HiddenPersonalData) -> dict[str, Any]:
    """What hides, where, and the kinds of personal data in it; never the text."""
    return {
        "kind": hidden.finding.kind,
        "location": hidden.finding.location,
        "detail": hidden.finding.text(),
        "severity": str(hidden.finding.severity),
        "kinds": [{"kind": kind, "count": n} for kind, n in hidden.kinds.items()],
        "role": str(hidden.role),
    }


def lines(result: ScanResult) -> Sequence[str]:
    """What a person reads: one line per field with findings, then its evidence."""
    from curator.privacy.wording import kind_name, level_name, role_name

    shown: list[str] = []
    for field in result.fields:
        counting = [k for k in field.kinds if k.confidence >= 0.5]
        if not counting and field.rule is None:
            continue
        kinds = ", ".join(kind_name(k.kind) for k in (counting or field.kinds[:1]))
        shown.append(
            _("{n}. {field}: {kinds} ({role}, {level})").format(
                n=field.index, field=field.name, kinds=kinds, role=role_name(field.role),
                level=level_name(field),
            )
        )  # fmt: skip
        shown += [f"   – {reason.text()}" for reason in field.reasons]
        if field.suggestion is not None:
            shown.append(f"   → {field.suggestion.sentence()}")
    shown.append(_summary(result, shown))
    return shown


def _summary(result: ScanResult, shown: Sequence[str]) -> str:
    if not shown and not result.cell_count:
        return _("No personal data was found. What was not recognised cannot be excluded.")
    n = result.cell_count
    return ngettext(
        "{n} passage of personal data in mixed fields.",
        "{n} passages of personal data in mixed fields.",
        n,
    ).format(n=n)
