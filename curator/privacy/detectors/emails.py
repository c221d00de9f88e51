"""E-mail addresses: whose are they, a person's or an office's?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from curator.i18n import N_
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import Value
from curator.privacy.model import Rule
from curator.privacy.names import known_word, word_groups
from curator.privacy.score import Case, Finding
from curator.privacy.text import folded

EMAIL = re.compile(
    r"(?<![\w.+\-])[A-Za-z0-9À-ÿ_%+'\-]+(?:\.[A-Za-z0-9À-ÿ_%+'\-]+)*@"
    r"(?:[A-Za-z0-9À-ÿ](?:[A-Za-z0-9À-ÿ\-]*[A-Za-z0-9À-ÿ])?\.)+[A-Za-z]{2,}(?![\w@])"
)
"""An address inside any text."""

PRIVATE_PROVIDERS = frozenset(
    {
        "gmail", "orange", "wanadoo", "free", "hotmail", "yahoo", "laposte", "sfr", "outlook",
        "icloud", "live", "msn", "aol", "neuf", "bbox", "numericable", "aliceadsl", "club-internet",
        "voila", "protonmail", "proton", "me", "gmx", "ymail", "cegetel", "mailo", "tutanota",
        "hotmail.fr", "mac", "email", "example", "exemple",
    }
)  # fmt: skip
"""First label of the domains where private people have their mail."""


@lru_cache(maxsize=1)
def office_words() -> frozenset[str]:
    """Words of the local part that name an office."""
    return frozenset(word for word, groups in word_groups().items() if "mailbox" in groups)


_UAI = re.compile(r"(ce\.?)?0?\d{6,7}[a-z]")


def is_role_mailbox(address: str) -> bool:
    """Whether ``address`` is an office's mailbox rather than a person's.

    A local part that names an office decides; otherwise a private provider, or a local part made
    of a person's names, makes it a person's.
    """
    local, _, domain = folded(address).partition("@")
    if _UAI.fullmatch(local):
        return True
    parts = [part for part in re.split(r"[^a-z]+", local) if part]
    is_private = domain.partition(".")[0] in PRIVATE_PROVIDERS
    if is_private and not _HOUSEHOLD.isdisjoint(parts):
        return False
    if any(part in office_words() or _is_office(part, is_private) for part in parts):
        return True
    if not parts or is_private:
        return False
    return not _is_person(parts)


_HOUSEHOLD = frozenset({"famille", "fam", "foyer", "family"})
"""Words of a local part that name an office at work, and a home at a private provider."""

_FREQUENT = 3
"""Rank from which a surname is frequent."""


def _is_office(part: str, is_private: bool) -> bool:
    groups = word_groups().get(part, frozenset())
    if not groups.isdisjoint({"venue", "organisation"}):
        # A mill may be a surname too: at home it is one.
        return not (is_private and known_word(part).last >= _FREQUENT)
    return len(part) > 6 and any(part.startswith(word) for word in office_words() if len(word) >= 5)


def _is_person(parts: list[str]) -> bool:
    known = [known_word(part) for part in parts]
    if len(parts) >= 2:
        return any(w.is_name for w in known) or all(len(p) > 2 for p in parts)
    (single,) = parts
    return known[0].first >= 2 or (len(single) >= 5 and known_word(single[1:]).last >= 2)


def email_of(value: Value) -> str | None:
    """The address a value is, a ``mailto:`` left out; None when it is not wholly one."""
    text = value.text.removeprefix("mailto:").strip(" <>;,.")
    return text if EMAIL.fullmatch(text) else None


def _holds_email(value: Value) -> bool:
    return email_of(value) is not None or (
        "@" in value.text and EMAIL.sub("", value.text).strip(" ;,/<>-etouET\n").__len__() <= 3
    )


@detector
def detect_emails(view: View) -> Iterable[Finding]:
    """A field of addresses; the share of role mailboxes decides between alarm and advice."""
    column = view.column
    share = column.share(_holds_email)
    if share < 0.3:
        return
    case = Case("email", share=share)
    case.add(12 * share, N_("{share} of the values are e-mail addresses"), share=share)
    header_evidence(case, column)
    found = [(EMAIL.findall(v.text), v.count) for v in column.sample]
    role = sum(
        n for addresses, n in found if addresses and all(is_role_mailbox(a) for a in addresses)
    )
    total = sum(n for addresses, n in found if addresses)
    role_share = role / total if total else 0.0
    if role_share >= 0.7:
        case.rule = Rule.ROLE_MAILBOX
        case.at_most(0.45).add(
            0, N_("{share} of them are mailboxes of an office (mairie@, contact@)"),
            share=role_share,
        )  # fmt: skip
    yield case.closed()
