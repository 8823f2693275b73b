"""The variables that an expression reads."""

from __future__ import annotations

from collections.abc import Container

from engine.core.feel.syntax import nodes as n


def free_names(tree: n.Node, functions: Container[str]) -> tuple[str, ...]:
    """Names that a tree reads and does not define itself, in order of their first mention."""
    found: dict[str, None] = {}
    _collect(tree, frozenset({"?"}), functions, found)
    return tuple(found)


def _collect(
    node: n.Node, bound: frozenset[str], functions: Container[str], found: dict[str, None]
) -> None:
    if isinstance(node, n.Name):
        if node.name not in bound and node.name not in functions:
            found.setdefault(node.name)
    elif isinstance(node, (n.For, n.Quantified)):
        _collect_iterations(node, bound, functions, found)
    elif isinstance(node, n.FunctionLiteral):
        inner = bound | {parameter.name for parameter in node.parameters}
        if not node.external:
            _collect(node.body, inner, functions, found)
    elif isinstance(node, n.ContextLiteral):
        inner = bound
        for key, value in node.entries:
            _collect(value, inner, functions, found)
            inner |= {key}
    elif isinstance(node, n.Filter):
        _collect(node.source, bound, functions, found)
        _collect(node.condition, bound | {"item"}, functions, found)
    else:
        for child in children(node):
            _collect(child, bound, functions, found)


def _collect_iterations(
    node: n.For | n.Quantified,
    bound: frozenset[str],
    functions: Container[str],
    found: dict[str, None],
) -> None:
    inner = bound | ({"partial"} if isinstance(node, n.For) else set())
    for iteration in node.iterations:
        _collect(iteration.source, inner, functions, found)
        if iteration.until is not None:
            _collect(iteration.until, inner, functions, found)
        inner |= {iteration.name}
    last = node.result if isinstance(node, n.For) else node.condition
    _collect(last, inner, functions, found)


def children(node: n.Node) -> list[n.Node]:
    """The nodes directly below a node, in the order of the text."""
    found: list[n.Node] = []
    for field in node.__dataclass_fields__:
        _add_nodes(getattr(node, field), found)
    return found


def _add_nodes(value: object, found: list[n.Node]) -> None:
    if isinstance(value, n.Node):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _add_nodes(item, found)
