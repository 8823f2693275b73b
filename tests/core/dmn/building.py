"""Small DMN documents from fragments; ids are made of names, `#id` of a name is `href(name)`."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from engine.core import dmn

NAMESPACES = {
    "1.1": "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}


def definitions(*fragments: str, version: str = "1.5", namespace: str = "urn:test") -> str:
    return (
        f'<definitions xmlns="{NAMESPACES[version]}" xmlns:feel="urn:feel" id="model"'
        f' name="model" namespace="{namespace}">{"".join(fragments)}</definitions>'
    )


def read(*fragments: str, **more) -> dmn.Model:
    """A model that must have no problems."""
    model = dmn.read(definitions(*fragments), **more)
    assert [str(problem) for problem in model.problems] == []
    return model


def read_anyway(*fragments: str, **more) -> dmn.Model:
    """A model that may have problems."""
    return dmn.read(definitions(*fragments), **more)


def problems(*fragments: str, **more) -> list[tuple[str, str]]:
    model = dmn.read(definitions(*fragments), **more)
    return [(problem.element_id, problem.message) for problem in model.problems]


def decide(*fragments: str, name: str = "d", inputs: Mapping[str, object] | None = None):
    """The value of a decision, which must give no warning."""
    result = read(*fragments).evaluate(name, inputs or {})
    assert [str(warning) for warning in result.warnings] == []
    return result.value


def refused(*fragments: str, name: str = "d", inputs: Mapping[str, object] | None = None) -> str:
    """The one warning of a decision that must be null."""
    result = read(*fragments).evaluate(name, inputs or {})
    assert result.value is None
    (warning,) = result.warnings
    return str(warning)


def value_of(logic: str, *fragments: str, type_ref: str | None = None, **inputs):
    """The value of one boxed expression; the inputs are of any type."""
    data = [input_data(name) for name in inputs]
    made = decision("d", logic, needs=list(inputs), type_ref=type_ref)
    return decide(*fragments, *data, made, inputs=inputs)


def warning_of(logic: str, *fragments: str, type_ref: str | None = None, **inputs) -> str:
    data = [input_data(name) for name in inputs]
    made = decision("d", logic, needs=list(inputs), type_ref=type_ref)
    return refused(*fragments, *data, made, inputs=inputs)


# The graph


def identifier(name: str) -> str:
    return "_" + re.sub(r"\W", "_", name)


def href(name: str) -> str:
    return name if "#" in name else f"#{identifier(name)}"


def attributes(**given: str | None) -> str:
    names = {"type_ref": "typeRef", "hit": "hitPolicy"}
    return "".join(
        f' {names.get(name, name)}="{escape(value)}"'
        for name, value in given.items()
        if value is not None
    )


def variable(name: str, type_ref: str | None = None, tag: str = "variable") -> str:
    return f"<{tag}{attributes(id=identifier(name) + '_v', name=name, type_ref=type_ref)}/>"


def input_data(name: str, type_ref: str | None = None) -> str:
    head = attributes(id=identifier(name), name=name)
    return f"<inputData{head}>{variable(name, type_ref)}</inputData>"


def requirements(needs: Iterable[str] = (), after: Iterable[str] = (), knows: Iterable[str] = ()):
    kinds = (
        ("informationRequirement", "requiredInput", needs),
        ("informationRequirement", "requiredDecision", after),
        ("knowledgeRequirement", "requiredKnowledge", knows),
    )
    return "".join(
        f'<{outer}><{inner} href="{escape(href(name))}"/></{outer}>'
        for outer, inner, names in kinds
        for name in names
    )


def decision(name: str, logic: str = "", *, type_ref: str | None = None, **required) -> str:
    """A decision; `needs` names inputs, `after` decisions, `knows` functions."""
    head = attributes(id=identifier(name), name=name)
    return f"<decision{head}>{variable(name, type_ref)}{requirements(**required)}{logic}</decision>"


def knowledge(
    name: str,
    parameters: Mapping[str, str | None],
    body: str,
    *,
    type_ref: str | None = None,
    knows: Iterable[str] = (),
) -> str:
    head = attributes(id=identifier(name), name=name)
    logic = function(parameters, body, tag="encapsulatedLogic", type_ref=type_ref)
    return (
        f"<businessKnowledgeModel{head}>{variable(name)}{logic}{requirements(knows=knows)}"
        "</businessKnowledgeModel>"
    )


def service(name: str, *, type_ref: str | None = None, **lists: Iterable[str]) -> str:
    """A decision service; `outputs`, `inside`, `decisions` and `data` are names."""
    tags = {
        "outputs": "outputDecision",
        "inside": "encapsulatedDecision",
        "decisions": "inputDecision",
        "data": "inputData",
    }
    parts = "".join(
        f'<{tags[kind]} href="{escape(href(one))}"/>'
        for kind, names in lists.items()
        for one in names
    )
    head = attributes(id=identifier(name), name=name)
    return f"<decisionService{head}>{variable(name, type_ref)}{parts}</decisionService>"


def importing(name: str, namespace: str) -> str:
    kind = NAMESPACES["1.5"]
    return f"<import{attributes(name=name, namespace=namespace, importType=kind)}/>"


def item(  # noqa: PLR0913 - all that an item definition may have
    name: str,
    type_ref: str | None = None,
    *parts: str,
    allowed: str | None = None,
    constraint: str | None = None,
    collection: bool = False,
    tag: str = "itemDefinition",
) -> str:
    """A type: of another type, or of components made by `component`."""
    inner = f"<typeRef>{type_ref}</typeRef>" if type_ref else ""
    if allowed is not None:
        inner += f"<allowedValues>{text(allowed)}</allowedValues>"
    if constraint is not None:
        inner += f"<typeConstraint>{text(constraint)}</typeConstraint>"
    inner += "".join(parts)
    head = attributes(
        id=identifier(name) + "_t", name=name, isCollection="true" if collection else None
    )
    return f"<{tag}{head}>{inner}</{tag}>"


def component(name: str, type_ref: str | None = None, *parts: str, **more) -> str:
    return item(name, type_ref, *parts, tag="itemComponent", **more)


# Expressions


def text(written: str) -> str:
    return f"<text>{escape(written, quote=False)}</text>"


def literal(written: str, **more: str) -> str:
    return f"<literalExpression{attributes(**more)}>{text(written)}</literalExpression>"


def context(entries: Mapping[str, str], result: str | None = None, **types: str) -> str:
    """A boxed context; `types` gives entries a type."""
    inner = "".join(
        f"<contextEntry>{variable(name, types.get(name))}{value}</contextEntry>"
        for name, value in entries.items()
    )
    if result is not None:
        inner += f"<contextEntry>{result}</contextEntry>"
    return f"<context>{inner}</context>"


def invocation(called: str, bindings: Mapping[str, str], **types: str) -> str:
    inner = "".join(
        f"<binding>{variable(name, types.get(name), 'parameter')}{value}</binding>"
        for name, value in bindings.items()
    )
    return f'<invocation id="call">{literal(called)}{inner}</invocation>'


def function(
    parameters: Mapping[str, str | None],
    body: str,
    *,
    tag: str = "functionDefinition",
    **more: str | None,
) -> str:
    inner = "".join(variable(name, kind, "formalParameter") for name, kind in parameters.items())
    return f'<{tag} id="function"{attributes(**more)}>{inner}{body}</{tag}>'


def boxed(kind: str, **parts: str) -> str:
    """A conditional, filter, for, some or every; `variable` is that of an iteration."""
    head = attributes(id="box", iteratorVariable=parts.pop("variable", None))
    inner = "".join(f"<{tag.strip('_')}>{value}</{tag.strip('_')}>" for tag, value in parts.items())
    return f"<{kind}{head}>{inner}</{kind}>"


def table(inputs: list[str], outputs: list[str], rules: list[list[str]], **more: str) -> str:
    """A decision table.

    `inputs` and `outputs` are fragments made by `column` and `output`, or plain names; a rule
    has the cells of the inputs, then those of the outputs, then its annotations.
    """
    columns = "".join(one if one.startswith("<") else column(one) for one in inputs)
    columns += "".join(one if one.startswith("<") else output(one) for one in outputs)
    rows = ""
    for number, cells in enumerate(rules, 1):
        rows += f'<rule id="r{number}">'
        for at, cell in enumerate(cells):
            kind = "annotationEntry"
            if at < len(inputs) + len(outputs):
                kind = "inputEntry" if at < len(inputs) else "outputEntry"
            rows += f'<{kind} id="r{number}c{at + 1}">{text(cell)}</{kind}>'
        rows += "</rule>"
    return f'<decisionTable id="table"{attributes(**more)}>{columns}{rows}</decisionTable>'


def column(
    expression: str,
    type_ref: str | None = None,
    *,
    values: str | None = None,
    label: str | None = None,
) -> str:
    allowed = "" if values is None else f"<inputValues>{text(values)}</inputValues>"
    written = (
        f"<inputExpression{attributes(type_ref=type_ref)}>{text(expression)}</inputExpression>"
    )
    head = attributes(id=f"in{identifier(expression)}", label=label)
    return f"<input{head}>{written}{allowed}</input>"


def output(
    name: str, type_ref: str | None = None, *, values: str | None = None, default: str | None = None
) -> str:
    inner = "" if values is None else f"<outputValues>{text(values)}</outputValues>"
    if default is not None:
        inner += f"<defaultOutputEntry>{text(default)}</defaultOutputEntry>"
    head = attributes(id=f"out{identifier(name)}", name=name, type_ref=type_ref)
    return f"<output{head}>{inner}</output>"
