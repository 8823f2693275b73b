"""A diagram of many nodes, to see what it costs to publish."""

from __future__ import annotations

NODES = 300

HEAD = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://example.org/bench">
 <bpmn:process id="long" isExecutable="true">"""
FOOT = "</bpmn:process></bpmn:definitions>"


def long_process() -> str:
    """A diagram of many nodes, in which every tenth is a gateway with a condition."""
    nodes, flows = ['<bpmn:startEvent id="n0"/>'], []
    for i in range(1, NODES - 1):
        kind = "exclusiveGateway" if i % 10 == 0 else "userTask"
        more = f' default="f{i}"' if i % 10 == 0 else ""
        nodes.append(f'<bpmn:{kind} id="n{i}" name="Step {i}"{more}/>')
        if i % 10 == 0:
            when = _when(f"risk > {i}")
            flows.append(
                f'<bpmn:sequenceFlow id="x{i}" sourceRef="n{i}" targetRef="n{NODES - 1}">{when}'
                "</bpmn:sequenceFlow>"
            )
    nodes.append(f'<bpmn:endEvent id="n{NODES - 1}"/>')
    flows += [
        f'<bpmn:sequenceFlow id="f{i}" sourceRef="n{i}" targetRef="n{i + 1}"/>'
        for i in range(NODES - 1)
    ]
    return HEAD + "".join(nodes + flows) + FOOT


def _when(condition: str) -> str:
    kind = "bpmn:tFormalExpression"
    text = condition.replace(">", "&gt;")
    return f'<bpmn:conditionExpression xsi:type="{kind}">={text}</bpmn:conditionExpression>'
