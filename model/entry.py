"""Entries: compiled functions that Python calls, entered without Numba's look at the type of every argument.

That look takes ten times as long as a call, because every array of every argument is looked at. Here it is done once,
by what the function declares: whole numbers and days by their annotation, arrays as plain ones (contiguous, writable),
but for the fields of records that a tuple names in `strided`, which count as such whatever they happen to be.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit, typeof, types

Function = TypeVar("Function", bound=Callable[..., Any])

PLAIN = {int: types.int64, float: types.float64, bool: types.boolean}


def inlined(function: Function) -> Function:
    """Compile into whoever calls it."""
    return njit(forceinline=True, _nrt=False, error_model="numpy")(function)  # type: ignore[call-overload,no-any-return]


class Entry:
    """A compiled function, kept on disk.

    `_nrt=False` drops Numba's counting of references to arrays, which took five sixths of the time; it is safe because
    no function compiled so creates or keeps an array.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._compiled = njit(cache=True, _nrt=False, error_model="numpy")(function)  # type: ignore[call-overload]
        self._declared = [kind for name, kind in function.__annotations__.items() if name != "return"]
        self._enter: Callable[..., Any] | None = None
        self.__doc__ = function.__doc__

    def __call__(self, *arguments: Any) -> Any:
        """Call it."""
        if self._enter is None:
            declared = zip(arguments, self._declared, strict=True)
            signature = tuple(PLAIN.get(kind) or type_of(argument) for argument, kind in declared)
            self._compiled.compile(signature)
            self._enter = self._compiled.overloads[signature].entry_point
        return self._enter(*arguments)


def type_of(argument: Any, strided: bool = False) -> Any:
    """Return the type under which an argument is compiled."""
    if isinstance(argument, tuple):
        fields = argument._asdict().items()  # type: ignore[attr-defined]
        apart: frozenset[str] = getattr(type(argument), "strided", frozenset)()
        return types.NamedTuple([type_of(x, name in apart) for name, x in fields], type(argument))  # type: ignore[no-untyped-call]
    found = typeof(argument)  # type: ignore[no-untyped-call]
    if isinstance(found, types.Array):
        return types.Array(found.dtype, found.ndim, "A" if strided else "C")
    return found
