import pytest

from engine.core.bpmn.model import (
    Assignment,
    BusinessRuleTask,
    CallActivity,
    FormReference,
    Formula,
    ManualTask,
    Mapping,
    Message,
    PlainTask,
    ReceiveTask,
    Schedule,
    ScriptTask,
    SendTask,
    ServiceTask,
    SubProcess,
    UserTask,
)
from tests.core.bpmn.drawing import (
    call,
    documentation,
    element,
    extensions,
    lane,
    lanes,
    manual_task,
    new_message,
    node,
    node_of,
    problems,
    read_anyway,
    receive_task,
    rule_task,
    script_task,
    send_task,
    service_task,
    subprocess,
    task,
    text,
    user_task,
    zeebe,
)

EMBEDDED = extensions(text("zeebe:userTaskForm", '{"components": []}', id="form_1"))


def with_action(tag: str) -> str:
    return node(tag, "t", more=zeebe("taskDefinition", type="act"))


def test_every_node_has_a_name_a_documentation_and_our_properties():
    further = zeebe("properties", zeebe("property", name="theirs", value="x"), "<zeebe:property/>")
    drawn = task(
        "t",
        documentation(" What it is for. "),
        "<documentation>With <b>care</b>.</documentation><documentation/>",
        name="Ask\n  about",
        ours={"stepType": "contact", "stage": "intake"},
        more=further,
    )

    found = node_of(drawn)

    assert isinstance(found, PlainTask)
    assert (found.id, found.name, found.line) == ("t", "Ask about", 5)
    assert found.documentation == "What it is for.\n\nWith care."
    assert found.properties == {"stepType": "contact", "stage": "intake"}


def test_what_others_write_into_a_diagram_is_left_alone():
    theirs = extensions('<x:y xmlns:x="urn:x" id="t"/>', zeebe("taskHeaders"), zeebe("userTask"))

    assert node_of(task("t", theirs)).properties == {}


def test_a_user_task_says_who_when_and_with_which_form():
    drawn = user_task(
        "u",
        form="intake",
        assignee="=worker",
        groups="staff",
        users="ada",
        due="=now()",
        follow_up="2027-01-31T09:00:00Z",
        priority="70",
    )

    found = node_of(drawn)

    assert isinstance(found, UserTask)
    assert found.form == FormReference(form_id="intake")
    assert found.assignment == Assignment(
        assignee=Formula("worker"),
        candidate_groups=Formula("staff"),
        candidate_users=Formula("ada"),
    )
    assert found.schedule == Schedule(
        due=Formula("now()"), follow_up=Formula("2027-01-31T09:00:00Z")
    )
    assert found.priority == Formula("70")


def test_a_user_task_needs_none_of_that():
    found = node_of(user_task("u"))

    assert (found.form, found.priority) == (None, None)
    assert (found.assignment, found.schedule) == (Assignment(), Schedule())


def test_a_form_may_be_embedded_in_the_process():
    key = zeebe("formDefinition", formKey="camunda-forms:bpmn:form_1")

    found = node_of(user_task("u", more=key), EMBEDDED)

    assert found.form == FormReference(embedded='{"components": []}')


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (
            {"formKey": "camunda-forms:bpmn:form_2"},
            "the form 'camunda-forms:bpmn:form_2' is not in the diagram; choose a form by its id"
            " (formId)",
        ),
        (
            {"formKey": "their-form"},
            "the task names no form of this system; choose one by its id (formId)",
        ),
        ({}, "the task names no form of this system; choose one by its id (formId)"),
    ],
)
def test_a_form_that_is_not_there_is_a_problem(attributes, message):
    drawn = user_task("u", more=zeebe("formDefinition", **attributes))

    assert problems(drawn, EMBEDDED) == [("u", message)]


def test_a_due_date_is_written_in_one_place():
    both = user_task("u", due="=now()", ours={"due": "10 wd"})

    ((element_id, message),) = problems(both)

    assert element_id == "u"
    assert message.endswith("remove dueDate, and keep programme:due")
    assert problems(user_task("u", follow_up="=now()", ours={"due": "10 wd"})) == []


@pytest.mark.parametrize("wrong", ["tomorrow", "2027-02-30", "10 wd"])
def test_a_due_date_that_is_no_date_is_a_problem(wrong):
    ((element_id, message),) = problems(user_task("u", due=wrong))

    assert element_id == "u"
    assert message.startswith("dueDate: ")
    assert message.endswith("write a date such as 2027-01-31 or 2027-01-31T09:00:00Z")


def test_a_due_date_is_counted_by_a_rule():
    ((_, message),) = problems(user_task("u", ours={"due": "2 weeks"}))

    assert message.startswith("the due date '2 weeks' cannot be read: ")
    assert problems(user_task("u", ours={"due": "14 d"})) == []


@pytest.mark.parametrize("wrong", ["high", "101", "-1"])
def test_a_priority_is_a_number(wrong):
    assert problems(user_task("u", priority=wrong)) == [
        ("u", f"the priority '{wrong}' is none; write a number from 0 to 100")
    ]


def test_an_empty_priority_is_none():
    assert node_of(user_task("u", more=zeebe("priorityDefinition"))).priority is None


def test_manual_tasks_are_ticked_off():
    assert isinstance(node_of(manual_task("m")), ManualTask)


def test_a_service_task_names_an_action():
    found = node_of(service_task("t", action="send_letter"))

    assert isinstance(found, ServiceTask)
    assert found.action == Formula("send_letter")


@pytest.mark.parametrize("action", [None, ""])
def test_a_service_task_without_an_action_is_a_problem(action):
    message = "the task names no action; choose one of those registered (taskDefinition type)"

    assert problems(service_task("t", action=action)) == [("t", message)]


def test_what_names_no_action_is_read_all_the_same():
    diagram = read_anyway(service_task("t", action=None))

    assert diagram.processes[0].scope.nodes["t"].action == Formula("")


@pytest.mark.parametrize("tag", ["businessRuleTask", "scriptTask"])
def test_a_task_with_an_action_and_nothing_of_its_own_is_a_service_task(tag):
    found = node_of(with_action(tag))

    assert isinstance(found, ServiceTask)
    assert found.action == Formula("act")


def test_a_send_task_sends_a_message_or_does_what_is_registered():
    sends = node_of(send_task("t", message="m"), beside=new_message("m", "Paid"))
    does = node_of(with_action("sendTask"))
    both = node_of(
        node("sendTask", "t", more=zeebe("taskDefinition", type="act"), messageRef="m"),
        beside=new_message("m"),
    )

    assert isinstance(sends, SendTask)
    assert (sends.message, sends.action) == (Message("Paid"), None)
    assert (does.message, does.action) == (None, Formula("act"))
    assert (both.message, both.action) == (Message("m"), Formula("act"))


@pytest.mark.parametrize("kind", [send_task, receive_task])
def test_a_send_or_receive_task_without_a_message_is_a_problem(kind):
    way_out = "choose a message of the diagram, or create one"

    assert problems(kind("t")) == [("t", f"no message is named; {way_out}")]
    assert problems(kind("t", message="x")) == [("t", f"there is no message 'x'; {way_out}")]


def test_a_receive_task_waits_for_a_message_with_its_key():
    found = node_of(receive_task("t", message="m"), beside=new_message("m", "Paid", key="=ref"))

    assert isinstance(found, ReceiveTask)
    assert found.message == Message("Paid", Formula("ref"))


def test_a_reference_may_have_a_prefix():
    found = node_of(receive_task("t", message="tns:m"), beside=new_message("m", "Paid"))

    assert found.message == Message("Paid")


def test_a_reference_to_something_else_is_no_reference():
    ((_, message),) = problems(receive_task("t", message="u"), user_task("u"))

    assert message.startswith("there is no message 'u'")


def test_a_message_without_a_name_is_a_problem_of_the_message_once():
    drawn = [receive_task("t", message="m"), receive_task("r", message="m")]

    assert problems(*drawn, beside=new_message("m", "")) == [
        ("m", "the message has no name; write one, events are matched by it")
    ]


def test_a_computed_name_of_a_message_is_not_run_yet():
    ((element_id, message),) = problems(
        receive_task("t", message="m"), beside=new_message("m", "=x")
    )

    assert element_id == "m"
    assert message.endswith("is not run yet; write the name itself")


def test_a_script_task_computes():
    found = node_of(script_task("t", script="=income * 12", result="yearly"))

    assert isinstance(found, ScriptTask)
    assert found.script.evaluate({"income": 2}) == 24
    assert found.result_name == "yearly"


@pytest.mark.parametrize("language", [None, "", "feel", "FEEL", "application/feel"])
def test_a_script_of_the_standard_is_taken_as_feel(language):
    found = node_of(node("scriptTask", "t", text("script", "1 + 1"), scriptFormat=language))

    assert found.script.evaluate() == 2
    assert found.result_name is None


@pytest.mark.parametrize("language", ["python", "javascript", "groovy"])
def test_code_never_comes_from_a_diagram(language):
    drawn = node("scriptTask", "t", text("script", "import os"), scriptFormat=language)

    assert problems(drawn) == [
        (
            "t",
            f"the script is in the language '{language}', but nothing but FEEL ever comes from a"
            " diagram, and Python never; write FEEL, or name an action in a service task",
        )
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        script_task("t"),
        node("scriptTask", "t", more=zeebe("script")),
        node("scriptTask", "t", "<script/>"),
    ],
)
def test_a_script_task_without_a_script_is_a_problem(drawn):
    message = "the task has no script; write an expression such as =income * 12"

    assert problems(drawn) == [("t", message)]


def test_a_rule_task_names_a_decision_and_where_its_result_goes():
    found = node_of(rule_task("t", decision="risk", result="level"))

    assert isinstance(found, BusinessRuleTask)
    assert (found.decision, found.result_name) == (Formula("risk"), "level")


@pytest.mark.parametrize(
    "drawn", [rule_task("t"), node("businessRuleTask", "t", more=zeebe("calledDecision"))]
)
def test_a_rule_task_without_a_decision_is_a_problem(drawn):
    message = "the task names no decision; choose one (decisionId)"

    assert problems(drawn) == [("t", message)]


def test_a_rule_task_without_a_place_for_its_result_is_a_problem():
    assert problems(rule_task("t", decision="risk", result=None)) == [
        ("t", "the task says not where its result goes; name a variable (resultVariable)")
    ]


def test_the_name_of_a_result_is_a_plain_name():
    assert problems(rule_task("t", decision="risk", result="a b")) == [
        ("t", "'a b' is no name of a variable; write letters, digits and _ alone")
    ]


def test_a_call_activity_names_a_process_and_what_it_shares():
    closed = zeebe(
        "calledElement",
        processId="=next",
        propagateAllChildVariables=False,
        propagateAllParentVariables=False,
    )

    found = node_of(node("callActivity", "c", more=closed))
    plain = node_of(call("c", process="P01"))
    standard = node_of(node("callActivity", "c", calledElement="P01"))

    assert isinstance(found, CallActivity)
    assert found.process == Formula("next")
    assert found.process.expression is not None
    assert (found.passes_all, found.returns_all) == (False, False)
    assert plain == standard
    assert (plain.process, plain.passes_all, plain.returns_all) == (Formula("P01"), True, True)


@pytest.mark.parametrize(
    "drawn", [call("c"), node("callActivity", "c", more=zeebe("calledElement"))]
)
def test_a_call_activity_without_a_process_is_a_problem(drawn):
    message = "the activity names no process; write the id of the one to call (processId)"

    assert problems(drawn) == [("c", message)]


def test_a_flag_is_true_or_false():
    drawn = node("callActivity", "c", more=zeebe("calledElement", processId="p"))
    drawn = drawn.replace('processId="p"', 'processId="p" propagateAllChildVariables="no"')

    assert problems(drawn) == [("c", "propagateAllChildVariables is 'no'; write true or false")]


def test_a_subprocess_has_a_scope_of_its_own():
    found = node_of(subprocess("s", user_task("u"), subprocess("t", user_task("v"))))

    assert isinstance(found, SubProcess)
    assert list(found.scope.nodes) == ["u", "t"]
    assert list(found.scope.nodes["t"].scope.nodes) == ["v"]
    assert not found.by_event


def test_values_go_into_an_activity_and_come_out():
    found = node_of(task("t", inputs={"who": "=person.name"}, outputs={"a.b": "=x", "c": "fixed"}))

    assert found.inputs == (Mapping(source=Formula("person.name"), target="who"),)
    assert found.outputs == (
        Mapping(source=Formula("x"), target="a.b"),
        Mapping(source=Formula("fixed"), target="c"),
    )


def test_a_mapping_needs_a_value():
    assert problems(task("t", inputs={"x": ""})) == [
        ("t", "the mapping to 'x' has no value; write one such as =referral.status")
    ]


@pytest.mark.parametrize("target", ["", "a b", "a.", "1", "=x"])
def test_a_mapping_goes_to_a_variable(target):
    assert problems(task("t", outputs={target: "=x"})) == [
        ("t", f"a mapping goes to '{target}', which is no variable; write a name or a.b")
    ]


def test_what_else_the_standard_lets_an_activity_have_is_left_alone():
    inner = [element(tag) for tag in ("ioSpecification", "property", "potentialOwner")]

    assert problems(subprocess("s", *inner, lanes(lane("l")))) == []
