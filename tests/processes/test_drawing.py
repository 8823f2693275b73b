"""The diagrams are drawn so that people can read them."""

from itertools import combinations

import pytest

from engine.core.bpmn import model as m
from tests.processes import drawn as d
from tests.processes.documents import DECISIONS, DIAGRAMS, flows, named, nodes, process, xml

every_diagram = pytest.mark.parametrize("path", DIAGRAMS, ids=named)
every_decision = pytest.mark.parametrize("path", DECISIONS, ids=named)


@every_diagram
def test_everything_is_drawn_and_nothing_else(path):
    root = xml(path)
    known = {one.get("id") for one in root.iter() if one.get("id")}
    pool = {one.get("id") for one in root.iter("{*}participant")}
    wanted = {one.id for one in nodes(process(path).scope)}
    wanted |= {lane.id for lane in process(path).lanes} | pool

    assert set(d.shapes(path)) == wanted
    assert set(d.ways(path)) == {flow.id for flow in flows(path)}
    assert len(known) == len([one for one in root.iter() if one.get("id")])


@every_diagram
def test_nothing_lies_on_anything_else(path):
    hosts = d.hosts(path)
    found = [
        (a.of, b.of)
        for a, b in combinations(d.small(path).values(), 2)
        if a.meets(b) and b.of != hosts.get(a.of) and a.of != hosts.get(b.of)
    ]

    assert not found


@every_diagram
def test_what_is_inside_a_subprocess_lies_inside_it(path):
    shapes = d.shapes(path)
    border = d.hosts(path)
    for part in nodes(process(path).scope):
        if isinstance(part, m.SubProcess):
            outside = [id for id in part.scope.nodes if not shapes[part.id].holds(shapes[id])]
            inside = {one.id for one in nodes(part.scope)}
            strangers = [
                id
                for id, one in d.small(path).items()
                if id not in inside and one.meets(shapes[part.id]) and border.get(id) != part.id
            ]
            assert not outside
            assert not strangers


@every_diagram
def test_a_lane_holds_its_nodes_and_the_pool_its_lanes(path):
    shapes = d.shapes(path)
    pool = shapes[f"{process(path).id}_pool"]
    for lane in process(path).lanes:
        assert pool.holds(shapes[lane.id])
        for node in lane.nodes - set(d.hosts(path)):
            assert shapes[lane.id].holds(shapes[node]), node
    assert all(pool.holds(one) for one in shapes.values())


@every_diagram
def test_every_node_lies_in_one_lane_where_there_are_lanes(path):
    lanes = process(path).lanes
    drawn_in = [node for lane in lanes for node in lane.nodes]

    assert not lanes or sorted(drawn_in) == sorted(process(path).scope.nodes)


@every_diagram
def test_ways_are_straight_and_go_from_border_to_border(path):
    shapes, ends = d.shapes(path), d.ends(path)
    for way in d.ways(path).values():
        for (ax, ay), (bx, by) in d.pairwise(way.points):
            assert ax == bx or ay == by, way.of
        for point, node in zip((way.points[0], way.points[-1]), ends[way.of], strict=True):
            box = shapes[node]
            on_side = point[0] in (box.x, box.right) and box.y <= point[1] <= box.bottom
            on_top = point[1] in (box.y, box.bottom) and box.x <= point[0] <= box.right
            assert on_side or on_top, way.of


@every_diagram
def test_no_way_runs_through_a_node(path):
    ends, hosts = d.ends(path), d.hosts(path)
    found = []
    for way in d.ways(path).values():
        spared = {*ends[way.of], *(hosts.get(end) for end in ends[way.of])}
        for one in d.small(path).values():
            if one.of not in spared and any(one.meets(part) for part in way.segments()):
                found.append((way.of, one.of))

    assert not found


@every_diagram
def test_few_ways_cross(path):
    ends = d.ends(path)
    crossings = [
        (a.of, b.of)
        for a, b in combinations(d.ways(path).values(), 2)
        if not set(ends[a.of]) & set(ends[b.of])
        and any(one.meets(other) for one in a.segments() for other in b.segments())
    ]

    assert len(crossings) <= 2, crossings


@every_diagram
def test_what_needs_a_label_has_one_beside_it(path):
    scope = process(path).scope
    wanted = {
        one.id
        for one in nodes(scope)
        if one.name and not isinstance(one, m.Activity)
    }  # fmt: skip
    wanted |= {flow.id for flow in flows(path) if flow.name}

    assert set(d.labels(path)) == wanted


@every_diagram
def test_no_label_lies_on_a_node_a_way_or_another_label(path):
    found = []
    labels = list(d.labels(path).values())
    for label in labels:
        found += [
            (label.of, one.of) for one in d.small(path).values() if label.meets(one, margin=1)
        ]
        found += [
            (label.of, way.of)
            for way in d.ways(path).values()
            if any(label.meets(part, margin=3) for part in way.segments())
        ]
    found += [(a.of, b.of) for a, b in combinations(labels, 2) if a.meets(b, margin=1)]

    assert not found


@every_diagram
def test_every_choice_asks_a_question_and_every_way_out_answers_it(path):
    for node in nodes(process(path).scope):
        if isinstance(node, m.ExclusiveGateway | m.InclusiveGateway):
            outgoing = [flow for flow in flows(path) if flow.source == node.id]
            if len(outgoing) > 1:
                assert node.name.endswith("?"), node.id
                assert all(flow.name for flow in outgoing), node.id


@every_decision
def test_every_input_of_a_decision_is_drawn(path):
    root = xml(path)
    drawn = {one.get("dmnElementRef") for one in root.iter("{*}DMNShape", "{*}DMNEdge")}
    kinds = ("{*}inputData", "{*}decision", "{*}informationRequirement")
    wanted = {one.get("id") for one in root.iter(*kinds)}

    assert drawn == wanted
