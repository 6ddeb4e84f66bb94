"""Frozen dataclasses to JSON and back, by their annotations and nothing else: what is not declared cannot come through."""

import datetime as dt
import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class NotOurs(ValueError):
    """The answer does not have the shape that was agreed."""


def dumps(value: object) -> str:
    """A dataclass as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(wanted: type[T], text: str | bytes) -> T:
    """The dataclass that was asked for; raises ``NotOurs`` for anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise NotOurs("not JSON") from trouble
    return cast(T, _maker(cast(Any, wanted))(value))


def _plain(value: Any) -> Any:
    """Values of which JSON knows nothing become text, dataclasses become lists in the order of their fields."""
    if value is None or isinstance(value, int):
        return int(value) if isinstance(value, Enum) else value
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value):
        return [_plain(getattr(value, name)) for name in _names(cast(Any, type(value)))]
    raise TypeError(f"{type(value).__name__} is not declared for the way between processes")


def _clean(text: str) -> str:
    """Plain text; lone surrogates do not survive UTF-8."""
    if text.isascii():
        return str(text)
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _names(wanted: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(wanted))


@cache
def _maker(wanted: Any) -> Callable[[Any], Any]:
    """A function that makes the wanted type out of JSON, or raises."""
    if is_dataclass(wanted):
        return _dataclass_maker(wanted)
    origin, inside = get_origin(wanted), get_args(wanted)
    if origin in {Union, types.UnionType}:
        make = _maker(next(kind for kind in inside if kind is not type(None)))
        return lambda value: None if value is None else make(value)
    if origin is tuple:
        return _tuple_maker(inside)
    if wanted in {str, int, bool}:
        return lambda value: value if type(value) is wanted else _refuse(f"{wanted.__name__} expected")
    if wanted in {dt.date, dt.time}:
        return _text_maker(wanted.fromisoformat)
    return _text_maker(wanted)


def _text_maker(make: Callable[[str], Any]) -> Callable[[Any], Any]:
    def made(value: Any) -> Any:
        try:
            return make(value) if isinstance(value, str) else _refuse("text expected")
        except (ValueError, InvalidOperation, TypeError) as trouble:
            raise NotOurs("another text expected") from trouble

    return made


def _tuple_maker(inside: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(inside) == 2 and inside[1] is Ellipsis:
        make = _maker(inside[0])
        return lambda value: tuple(map(make, value)) if isinstance(value, list) else _refuse("list expected")
    return _fixed_maker(tuple(map(_maker, inside)), lambda *parts: parts)


def _dataclass_maker(wanted: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(wanted)
    return _fixed_maker(tuple(_maker(hints[name]) for name in _names(wanted)), wanted)


def _fixed_maker(makers: tuple[Callable[[Any], Any], ...], whole: Callable[..., Any]) -> Callable[[Any], Any]:
    def made(value: Any) -> Any:
        if not isinstance(value, list) or len(value) != len(makers):
            raise NotOurs("list of another length expected")
        return whole(*[make(item) for make, item in zip(makers, value, strict=True)])

    return made


def _refuse(reason: str) -> Any:
    raise NotOurs(reason)
