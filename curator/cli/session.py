"""One command from its arguments to its exit code: language, output, errors."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, cast

from curator import __version__
from curator.cli import COMMANDS
from curator.cli.command import NOT_DONE, Command, Outcome
from curator.cli.parser import Parser, speak
from curator.errors import CuratorError, Unexpected, UsageError
from curator.i18n import LANGUAGES, resolve_language, set_language
from curator.i18n import gettext as _

INTERRUPTED = 130


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="curator", description=_("Prepare spreadsheets for open data."))
    parser.add_argument("--version", action="version", version=f"curator {__version__}")
    _add_common(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    for name in COMMANDS:
        commands.add_parser(name, add_help=False)
    return parser


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=default, help=_("language of the messages")
    )
    parser.add_argument(
        "--json", action="store_true", default=default, help=_("print one JSON document")
    )


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code (0 done, 1 to settle, 2 not done, 130)."""
    language = _requested_language(arguments)
    set_language(language)
    speak(language)
    as_json = "--json" in arguments
    try:
        outcome = _run(arguments)
        _print(outcome, as_json)
        return outcome.exit_code
    except CuratorError as error:
        return _refuse(error.code, str(error), as_json)
    except KeyboardInterrupt:
        print(_("Interrupted."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (``| head``): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: a bug gets one line too
        if os.environ.get("CURATOR_DEBUG"):
            traceback.print_exc()
        return _refuse(Unexpected.code, str(Unexpected.of(error)), as_json)


def _run(arguments: Sequence[str]) -> Outcome:
    name = next((a for a in arguments if a in COMMANDS), None)
    if name is None or arguments[0] in ("--version", "--help", "-h"):
        _help_or_version(arguments)
    module = cast(Command, import_module(COMMANDS[name]))
    parser = Parser(prog=f"curator {name}", description=_(module.SUMMARY))
    _add_common(parser, default=None)
    module.configure(parser)
    rest = list(arguments)
    rest.remove(name)
    return module.run(parser.parse_args(rest))


def _help_or_version(arguments: Sequence[str]) -> NoReturn:
    """Print help or version and leave, or refuse a command that does not exist."""
    if any(flag in arguments for flag in ("--help", "-h")):
        parser = _parser()
        print(parser.format_usage().strip(), end="\n\n")
        for name, module in COMMANDS.items():
            print(f"  {name:<10} {_(cast(Command, import_module(module)).SUMMARY)}")
        raise SystemExit(0)
    _parser().parse_args(arguments)
    raise UsageError(reason=_("a command is needed; “curator --help” lists them"))


def _requested_language(arguments: Sequence[str]) -> str:
    for n, argument in enumerate(arguments):
        if argument == "--lang" and n + 1 < len(arguments):
            return resolve_language(arguments[n + 1])
        if argument.startswith("--lang="):
            return resolve_language(argument.removeprefix("--lang="))
    return resolve_language()


def _print(outcome: Outcome, as_json: bool) -> None:
    _utf8_output()
    if as_json:
        print(json.dumps(outcome.document, ensure_ascii=False, indent=2))
    else:
        for line in outcome.lines:
            print(line)
    sys.stdout.flush()


def _utf8_output() -> None:
    """Text goes out as UTF-8 whatever the locale: JSON demands it, and names have accents."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _refuse(code: str, message: str, as_json: bool) -> int:
    _utf8_output()
    line = " ".join(message.split())
    print(line, file=sys.stderr)
    if as_json:
        document = {"error": {"code": code, "message": line}}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    return NOT_DONE
