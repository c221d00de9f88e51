"""Why a second opinion could not be given."""

from __future__ import annotations

from curator.errors import CuratorError
from curator.i18n import N_


class SecondOpinionMissing(CuratorError):
    """No second opinion, or not on every text; the rules were applied all the same."""

    code = "second-opinion"
    template = N_("The rules were applied; the second opinion is missing or incomplete: {reason}.")
