"""Values as JSON data: dictionaries, lists, text, numbers, None."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any


def as_plain(value: Any, typed: tuple[type, ...] = ()) -> Any:
    """`value` as JSON data: of a dataclass its public fields in order, with `type`, its class, first where it is in `typed`.

    A tuple is a list, a member of an enumeration its name in lower case, bytes are hexadecimal digits, decimals numbers.
    """
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"type": type(value).__name__} if isinstance(value, typed) else {}
        public = (field.name for field in fields(value) if not field.name.startswith("_"))
        return kind | {name: as_plain(getattr(value, name), typed) for name in public}
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {str(key): as_plain(one, typed) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(one, typed) for one in value]
    return value
