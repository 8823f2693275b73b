"""Built-in functions by name, as they are declared.

    @FUNCTIONS.builtin("odd(number: number)")
    def odd(number: Decimal) -> bool: ...

declares that a Python function implements a signature; a function may have several.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TypeVar

from engine.core.feel.builtins.function import BuiltinFunction
from engine.core.feel.builtins.signature import Implementation, Signature, read_declaration
from engine.core.feel.values.function import Function

Declared = TypeVar("Declared", bound=Implementation)


class Registry(dict[str, Function]):
    """Functions by name, as they are declared."""

    def builtin(self, *declarations: str) -> Callable[[Declared], Declared]:
        """Declare that a Python function implements these signatures."""

        def register(implementation: Declared) -> Declared:
            takes_run = "run" in inspect.signature(implementation).parameters
            for declaration in declarations:
                name, parameters = read_declaration(declaration)
                signature = Signature(parameters, implementation, takes_run)
                known = self.get(name)
                earlier = known.signatures if isinstance(known, BuiltinFunction) else ()
                self[name] = BuiltinFunction(name, [*earlier, signature])
            return implementation

        return register
