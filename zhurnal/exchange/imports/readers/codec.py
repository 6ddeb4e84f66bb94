"""Frozen dataclasses to JSON and back, by their annotations and nothing else: what is not declared cannot come through."""

import datetime as dt
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

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
    return _typed(wanted, value)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, str | int | bool):
        return _clean(value) if isinstance(value, str) else value
    raise TypeError(f"{type(value).__name__} is not declared for the way between processes")


def _clean(text: str) -> str:
    """Lone surrogates do not survive UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _typed(wanted: Any, value: Any) -> Any:
    if is_dataclass(wanted):
        return _dataclass(wanted, value)
    origin, inside = get_origin(wanted), get_args(wanted)
    if origin in {Union, types.UnionType}:
        return (
            None
            if value is None and type(None) in inside
            else _typed(next(t for t in inside if t is not type(None)), value)
        )
    if origin is tuple:
        return _tuple(inside, value)
    if wanted in {str, int, bool}:
        if type(value) is not wanted:
            raise NotOurs(f"{wanted.__name__} expected")
        return value
    return _from_text(wanted, value)


def _from_text(wanted: Any, value: Any) -> Any:
    if not isinstance(value, str):
        raise NotOurs("text expected")
    try:
        if wanted in {dt.date, dt.time}:
            return wanted.fromisoformat(value)
        return wanted(value)
    except (ValueError, InvalidOperation, TypeError) as trouble:
        raise NotOurs(f"no {wanted}") from trouble


def _tuple(inside: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise NotOurs("list expected")
    if len(inside) == 2 and inside[1] is Ellipsis:
        return tuple(_typed(inside[0], item) for item in value)
    if len(inside) != len(value):
        raise NotOurs("list of another length expected")
    return tuple(_typed(kind, item) for kind, item in zip(inside, value, strict=True))


def _dataclass(wanted: Any, value: Any) -> Any:
    declared = _declared(wanted)
    if not isinstance(value, list) or len(value) != len(declared):
        raise NotOurs(f"{wanted.__name__} expected")
    return wanted(*(_typed(kind, item) for kind, item in zip(declared, value, strict=True)))


@cache
def _declared(wanted: Any) -> tuple[Any, ...]:
    hints = get_type_hints(wanted)
    return tuple(hints[field.name] for field in fields(wanted) if field.init or field.default is MISSING)
