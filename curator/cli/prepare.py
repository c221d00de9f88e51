"""``prepare``: start a dossier on a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator.cli.command import Outcome, add_file, reading_options
from curator.errors import UsageError
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _
from curator.key_file import read_key

SUMMARY = N_("start a dossier on a file")


def configure(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--recipe", type=Path, metavar="FILE", help=_("recipe to apply"))
    parser.add_argument("--key-file", type=Path, metavar="FILE", help=_("key of the pseudonyms"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="NAME.dossier.json")


def run(arguments: argparse.Namespace) -> Outcome:
    from curator.dossier import Dossier
    from curator.dossier_file import SUFFIX
    from curator.export import subject_of
    from curator.recipe import Recipe, load_recipe
    from curator.settle import count_issues

    output: Path = arguments.output
    if not output.name.endswith(SUFFIX):
        raise UsageError(reason=_("a dossier’s name ends with {suffix}").format(suffix=SUFFIX))
    recipe = load_recipe(arguments.recipe) if arguments.recipe else Recipe()
    options = reading_options(arguments, recipe)
    dossier = Dossier.create(
        arguments.file, options, recipe=recipe, key=read_key(arguments.key_file)
    )
    dossier.save(output)
    issues = count_issues(subject_of(dossier.prepared()))
    n = sum(issues.values())
    lines = [
        _("{name}: {rows} rows, {fields} fields").format(
            name=output.name, rows=len(dossier.table), fields=len(dossier.schema)
        ),
        ngettext("{n} thing to settle", "{n} things to settle", n).format(n=n),
    ]
    return Outcome(document={"dossier": str(output), "issues": issues}, lines=lines)
