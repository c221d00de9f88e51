"""What a change that a user can ask for consists of: its words, what it asks, what it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from curator.i18n import N_

if TYPE_CHECKING:
    from curator.operations import Operation

Kind = Literal["field", "fields", "text", "names", "formula", "choice", "flag", "number"]
Values = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Input:
    """Something that a transform asks.

    ``field``: one field (a name). ``fields``: some of them (a tuple). ``text``: typed as it is.
    ``names``: names typed with ``|`` between them (a tuple). ``choice``: one of ``choices``, pairs
    of value and label. ``flag``: yes or no. ``number``: a whole number within ``bounds``.
    """

    key: str
    kind: Kind
    label: str
    default: Any = ""
    choices: tuple[tuple[str, str], ...] = ()
    bounds: tuple[int, int] = (1, 50)
    hint: str = ""
    """What stands in an empty input; a ``field`` with a hint may be left empty."""
    only_for: tuple[str, tuple[str, ...]] = ("", ())
    """Another input and those of its values for which this one is asked; ``""``: always."""
    may_be_empty: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether nothing can be made while it is empty."""
        return not (self.may_be_empty or (self.kind == "field" and self.hint))


@dataclass(frozen=True, kw_only=True)
class Transform:
    """One change. ``make`` turns what was filled in into the operation."""

    key: str
    title: str
    explanation: str
    inputs: tuple[Input, ...]
    make: Callable[[Values], Operation]
    dialog: str = ""
    """A dialog of its own instead of the form."""

    @property
    def is_of_field(self) -> bool:
        """Whether it can be asked for from the menu of one field."""
        return any(one.key in ("field", "fields") for one in self.inputs)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Transforms that stand together in a menu."""

    title: str
    transforms: tuple[Transform, ...]


def field_input(label: str = N_("Field")) -> Input:
    """Asks for one field."""
    return Input(key="field", kind="field", label=label)


def operation_of(name: str, **fixed: Any) -> Callable[[Values], Operation]:
    """Makes an operation of a type from the inputs, by their keys, and ``fixed`` parameters."""

    def make(values: Values) -> Operation:
        from curator.operations import registered_types

        return registered_types()[name](**values, **fixed)

    return make
