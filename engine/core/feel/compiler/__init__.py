"""From the tree of an expression to Python closures that evaluate it.

A closure takes a scope (names to values) and the run, and returns a value. Closures over
typed fast paths are several times faster than walking the tree, and nothing in them can
reach a Python attribute by a name from the text.
"""

from engine.core.feel.compiler.rules import compile_tests, compile_tree
from engine.core.feel.compiler.scope import PythonScope, Scope

__all__ = ["PythonScope", "Scope", "compile_tests", "compile_tree"]
