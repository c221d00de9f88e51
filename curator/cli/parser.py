"""The argument parser: argparse whose refusals are one line, in either language."""

from __future__ import annotations

import argparse
import gettext as _gettext
import os
from typing import NoReturn

from curator.errors import UsageError
from curator.i18n import N_, translations_folder

ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse itself says; it looks these up in the current gettext domain."""


class Parser(argparse.ArgumentParser):
    """A parser that raises ``UsageError`` instead of printing its usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(reason=f"{self.prog}: {message}".rstrip("."))


def speak(language: str) -> None:
    """Let argparse speak ``language``."""
    os.environ["LANGUAGE"] = language  # what the standard library's gettext goes by
    _gettext.bindtextdomain("cli", translations_folder())
    _gettext.textdomain("cli")
