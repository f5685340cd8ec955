"""Settings as text: a frozen dataclass to JSON and back, each field that does not fit falling back to its default."""

from __future__ import annotations

import dataclasses
import enum
import json
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")


class Misfit(Exception):
    """A stored value is not what its field takes."""


def to_text(settings: Any) -> str:
    """JSON of a settings dataclass."""
    return json.dumps(dataclasses.asdict(settings), ensure_ascii=False)


def from_text(kind: type[T], text: str | None) -> T:
    """The settings a text holds. Unknown fields are left out; missing and ill-typed ones have their default.

    A newer program, a merge or a hand may have written anything there; a wrong colour must not hide a right price.
    """
    try:
        saved = json.loads(text) if text else {}
    except ValueError:
        saved = {}
    if not isinstance(saved, dict):
        saved = {}
    hints = typing.get_type_hints(kind)
    good: dict[str, Any] = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]  # any dataclass will do
        if field.init and field.name in saved:
            try:
                good[field.name] = fitted(hints[field.name], saved[field.name])
            except Misfit:
                continue
    try:
        return kind(**good)
    except (TypeError, ValueError):
        # Each field fits by itself but they contradict one another.
        return kind()


def fitted(hint: Any, value: Any) -> Any:
    """The value as its type wants it (tuples from lists, nested dataclasses from objects). Raises Misfit."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return value
    if hint in (None, type(None)) and value is None:
        return None
    if origin in (typing.Union, types.UnionType):
        return _first(inner, value)
    if origin is typing.Literal:
        found = [v for v in inner if type(v) is type(value) and v == value]
        return found[0] if found else _misfit(hint, value)
    if origin in (tuple, list) and isinstance(value, list):
        return _sequence(origin, inner, value)
    if origin is dict and isinstance(value, dict):
        return {fitted(inner[0], k): fitted(inner[1], v) for k, v in value.items()}
    if isinstance(hint, type):
        return _plain(hint, value)
    return _misfit(hint, value)


def _first(hints: tuple[Any, ...], value: Any) -> Any:
    for hint in hints:
        try:
            return fitted(hint, value)
        except Misfit:
            continue
    return _misfit(hints, value)


def _sequence(origin: type, inner: tuple[Any, ...], value: list[Any]) -> Any:
    if origin is list or inner[1:] == (...,):
        return origin(fitted(inner[0], v) for v in value)
    if len(inner) != len(value):
        return _misfit(inner, value)
    return tuple(fitted(h, v) for h, v in zip(inner, value, strict=True))


def _plain(hint: type, value: Any) -> Any:
    if hint in (bool, int, str) and type(value) is hint:
        return value
    if hint is float and type(value) in (int, float):
        return float(value)
    try:
        if issubclass(hint, enum.Enum):
            return hint(value)
        if dataclasses.is_dataclass(hint) and isinstance(value, dict):
            hints = typing.get_type_hints(hint)
            return hint(**{name: fitted(hints.get(name), part) for name, part in value.items()})
    except (TypeError, ValueError):
        return _misfit(hint, value)
    return _misfit(hint, value)


def _misfit(hint: Any, value: Any) -> typing.NoReturn:
    raise Misfit(f"{value!r} is no {hint}")
