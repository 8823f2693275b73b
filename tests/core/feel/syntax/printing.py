"""The text of a syntax tree, with brackets wherever they could matter, and random trees."""

from decimal import Decimal

from hypothesis import strategies as st

from engine.core.feel.syntax import nodes as n
from engine.core.feel.values.text import to_string


def text_of(node):
    """A text that is read as this tree."""
    return _PRINTERS[type(node)](node)


def _literal(node):
    value = node.value
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if value is None or isinstance(value, (bool, Decimal)):
        return to_string(value)
    return f'@"{to_string(value)}"'


def _group(node):
    return f"({text_of(node)})"


def _arguments(node):
    named = [f"{name}: {text_of(value)}" for name, value in node.named]
    return ", ".join([text_of(value) for value in node.positional] + named)


def _iterations(node):
    return ", ".join(
        f"{i.name} in {_group(i.source)}" + (f"..{_group(i.until)}" if i.until else "")
        for i in node.iterations
    )


def _type(node):
    if isinstance(node, n.TypeName):
        return node.name
    parts = [_type(argument) for argument in node.arguments]
    if node.kind == "context":
        parts = [f"{name}: {part}" for name, part in zip(node.names, parts, strict=True)]
    result = f" -> {_type(node.result)}" if node.result else ""
    return f"{node.kind}<{', '.join(parts)}>{result}"


def _interval(node):
    opening, closing = "[" if node.low_included else "(", "]" if node.high_included else ")"
    return f"{opening}{_group(node.low)}..{_group(node.high)}{closing}"


def _context(node):
    entries = (f'"{key}": {text_of(value)}' for key, value in node.entries)
    return f"{{{', '.join(entries)}}}"


def _function(node):
    parameters = ", ".join(
        p.name + (f": {_type(p.type)}" if p.type else "") for p in node.parameters
    )
    return f"function({parameters}) {'external ' if node.external else ''}{_group(node.body)}"


_PRINTERS = {
    n.And: lambda x: " and ".join(map(_group, x.operands)),
    n.Arithmetic: lambda x: f"{_group(x.left)} {x.operator} {_group(x.right)}",
    n.Between: lambda x: f"{_group(x.operand)} between {_group(x.low)} and {_group(x.high)}",
    n.Call: lambda x: f"{_group(x.function)}({_arguments(x)})",
    n.Comparison: lambda x: f"{_group(x.left)} {x.operator} {_group(x.right)}",
    n.ContextLiteral: _context,
    n.Filter: lambda x: f"{_group(x.source)}[{text_of(x.condition)}]",
    n.For: lambda x: f"for {_iterations(x)} return {_group(x.result)}",
    n.FunctionLiteral: _function,
    n.If: lambda x: f"if {_group(x.condition)} then {_group(x.yes)} else {_group(x.no)}",
    n.In: lambda x: f"{_group(x.operand)} in ({', '.join(map(text_of, x.tests))})",
    n.InstanceOf: lambda x: f"{_group(x.operand)} instance of {_type(x.type)}",
    n.Interval: _interval,
    n.ListLiteral: lambda x: f"[{', '.join(map(text_of, x.items))}]",
    n.Literal: _literal,
    n.Name: lambda x: x.name,
    n.Negation: lambda x: f"-{_group(x.operand)}",
    n.Or: lambda x: " or ".join(map(_group, x.operands)),
    n.Path: lambda x: f"{_group(x.source)}.{x.name}",
    n.Quantified: lambda x: f"{x.kind} {_iterations(x)} satisfies {_group(x.condition)}",
    n.UnaryComparison: lambda x: f"{x.operator} {_group(x.endpoint)}",
}

PLACE = {"at": 0, "end": 0}
NAMES = st.sampled_from(["a", "risk score", "x1", "Größe", "follow up 2"])


def _node(kind, *parts):
    return st.builds(lambda *values: kind(*values, **PLACE), *parts)


_literals = _node(
    n.Literal,
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(0, 10**30).map(Decimal),
        st.decimals(0, 10**6, places=3, allow_nan=False),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
)
_type_names = _node(n.TypeName, st.sampled_from(["number", "Any", "date and time", "tPerson"]))


def _generic(kind, arguments, names=(), result=None):
    return n.GenericType(kind, tuple(arguments), tuple(names), result, **PLACE)


_types = st.recursive(
    _type_names,
    lambda inner: st.one_of(
        st.builds(_generic, st.sampled_from(["list", "range"]), st.tuples(inner)),
        st.builds(
            lambda named: _generic("context", named.values(), named),
            st.dictionaries(st.sampled_from(["a", "b c"]), inner, min_size=1, max_size=2),
        ),
        st.builds(
            lambda arguments, result: _generic("function", arguments, (), result),
            st.lists(inner, max_size=2),
            inner,
        ),
    ),
    max_leaves=4,
)
_parameters = st.lists(
    _node(n.Parameter, st.sampled_from(["p", "q r"]), st.one_of(st.none(), _types)), max_size=2
).map(tuple)


def _compound(inner):
    pair = st.lists(inner, min_size=2, max_size=3).map(tuple)
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    named = st.dictionaries(NAMES, inner, min_size=1, max_size=2).map(lambda d: tuple(d.items()))
    iterations = st.lists(
        _node(n.Iteration, NAMES, inner, st.one_of(st.none(), inner)), min_size=1, max_size=2
    ).map(tuple)
    empty = st.just(())
    return st.one_of(
        _node(n.And, pair),
        _node(n.Or, pair),
        _node(n.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        _node(n.Comparison, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), inner, inner),
        _node(n.UnaryComparison, st.sampled_from(["<", "<=", ">", ">="]), inner),
        _node(n.Between, inner, inner, inner),
        _node(n.Call, inner, some, empty),
        _node(n.Call, inner, empty, named),
        _node(n.ContextLiteral, st.one_of(empty, named)),
        _node(n.Filter, inner, inner),
        _node(n.For, iterations, inner),
        _node(n.Quantified, st.sampled_from(["some", "every"]), iterations, inner),
        _node(n.FunctionLiteral, _parameters, inner, st.booleans()),
        _node(n.If, inner, inner, inner),
        _node(n.In, inner, some),
        _node(n.InstanceOf, inner, _types),
        _node(n.Interval, inner, inner, st.booleans(), st.booleans()),
        _node(n.ListLiteral, st.lists(inner, max_size=3).map(tuple)),
        _node(n.Negation, inner),
        _node(n.Path, inner, NAMES),
    )


trees = st.recursive(st.one_of(_literals, _node(n.Name, NAMES)), _compound, max_leaves=10)
