"""Who acts: a name and a mail address; the address tells persons apart."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr

from curator.errors import UsageError
from curator.i18n import gettext as _


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who submits, approves or refuses."""

    name: str
    mail: str

    @classmethod
    def parse(cls, text: str) -> Person:
        """Read ``Name <mail>``. Raises ``UsageError`` when there is no mail address."""
        name, mail = parseaddr(text)
        local, at, domain = mail.strip().partition("@")
        if not (at and local and domain) or " " in mail:
            reason = _("a person is written “First name Last name <mail@town.fr>”")
            raise UsageError(reason=reason)
        return cls(name=name.strip(), mail=mail.strip())

    def __str__(self) -> str:
        return f"{self.name} <{self.mail}>" if self.name else self.mail

    def is_same_as(self, other: Person) -> bool:
        """Whether both are one person: the same address, upper and lower case alike."""
        return self.mail.casefold() == other.mail.casefold()
