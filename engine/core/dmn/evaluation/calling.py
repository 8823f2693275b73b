"""Boxed functions and their invocation (DMN 1.5, clauses 7.3.6 and 10.2.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from engine.core.dmn import model as m
from engine.core.dmn.evaluation.function import ModelFunction
from engine.core.feel.errors import Undefined
from engine.core.feel.values.describe import kind_of
from engine.core.feel.values.function import Function

if TYPE_CHECKING:
    from engine.core.dmn.evaluation.boxed import Boxes
    from engine.core.dmn.evaluation.run import Evaluate, Evaluation

Scope = dict[str, object]


def invocation(boxes: Boxes, expression: m.Invocation) -> Evaluate:
    """A call by the names of the parameters; one that has no binding is null."""
    function = boxes.compile(expression.function)
    bindings = [
        (b.parameter.name, boxes.compile_as(b.value, b.parameter.type_ref, b.parameter.id))
        for b in expression.bindings
    ]
    element = expression.id

    def invoke(scope: Scope, run: Evaluation) -> object:
        callee = function(scope, run)
        arguments = {name: evaluate(scope, run) for name, evaluate in bindings}
        run.element = element
        try:
            if not isinstance(callee, Function):
                raise Undefined(f"a {kind_of(callee)} is not a function, it cannot be called")
            return callee.invoke_named(arguments, run)
        except Undefined as undefined:
            run.warn(str(undefined))
            return None

    return invoke


def function_definition(
    boxes: Boxes,
    expression: m.FunctionDefinition,
    name: str = "this function",
    type_ref: str | None = None,
) -> Callable[[Scope], Function | None]:
    """What makes the function for a scope; None for one that is not in FEEL."""
    if expression.kind != "FEEL":
        return lambda _scope: None
    parameters = [boxes.parameter(variable) for variable in expression.parameters]
    names = [variable.name for variable in expression.parameters]
    body = boxes.compile(expression.body)
    result = boxes.result(type_ref or expression.type_ref)

    def make(scope: Scope) -> Function:
        def run_body(arguments: Iterable[object], run: Evaluation) -> object:
            return body({**scope, **dict(zip(names, arguments, strict=True))}, run)

        return ModelFunction(name, parameters, run_body, result)

    return make


def function(boxes: Boxes, expression: m.FunctionDefinition) -> Evaluate:
    """A function with the scope that it stands in."""
    make, element = function_definition(boxes, expression), expression.id

    def build(scope: Scope, run: Evaluation) -> object:
        made = make(scope)
        if made is None:
            run.element = element
            run.warn("functions outside FEEL (Java, PMML) are not run")
        return made

    return build
