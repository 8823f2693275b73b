"""`passerelle feel`, as somebody types it."""

import pytest

from engine.cli import main


def test_it_prints_the_value_as_json(capsys):
    status = main(["feel", "risk score > 15", "--context", '{"risk score": 18}'])

    assert status == 0
    assert capsys.readouterr().out == "true\n"


def test_without_a_context_there_are_no_variables(capsys):
    assert main(["feel", "1 / 3"]) == 0

    assert capsys.readouterr().out == "0.3333333333333333333333333333333333\n"


def test_dates_come_in_and_go_out_with_their_type(capsys):
    given = '{"release": {"@type": "date", "value": "2027-01-31"}}'

    assert main(["feel", 'release + @"P1M"', "--context", given]) == 0

    assert capsys.readouterr().out == '{"@type": "date", "value": "2027-02-28"}\n'


def test_an_error_has_its_place_its_reason_and_a_mark_under_it(capsys):
    status = main(["feel", "qqq > 3 and\nrisk scor > 15"])

    assert status == 1
    assert capsys.readouterr().err.splitlines()[-3:] == [
        "error: line 1, column 1: nothing here is called 'qqq'",
        "  qqq > 3 and",
        "  ^^^",
    ]


def test_the_mark_stands_in_the_line_of_the_error(capsys):
    context = '{"risk score": 18, "days": 4}'

    main(["feel", "days > 3 and\nrisk scor > 15", "--context", context])

    assert capsys.readouterr().err.splitlines() == [
        "error: line 2, column 1: nothing here is called 'risk scor'; did you mean 'risk score'?",
        "  risk scor > 15",
        "  ^^^^^^^^^",
    ]


def test_an_expression_that_ends_too_early_is_marked_behind_its_end(capsys):
    assert main(["feel", "1 +"]) == 1

    assert capsys.readouterr().err.splitlines()[1:] == ["  1 +", "     ^"]


def test_an_error_without_a_place_has_no_mark(capsys):
    assert main(["feel", "every x in 1..1000000000 satisfies x > 0"]) == 1

    error = capsys.readouterr().err
    assert error.startswith("error: the expression takes more than 100,000 steps")
    assert len(error.splitlines()) == 1


def test_leniently_the_value_is_null_with_a_warning(capsys):
    assert main(["feel", '"high" + 1', "--lenient"]) == 0

    said = capsys.readouterr()
    assert said.out == "null\n"
    assert said.err.startswith("warning: line 1, column 1: ")


def test_the_dialect_of_camunda_adds_functions(capsys):
    assert main(["feel", "is defined(score)", "--dialect", "camunda"]) == 0

    assert capsys.readouterr().out == "false\n"


def test_the_clock_is_that_of_the_machine(capsys):
    assert main(["feel", 'now() > @"2026-01-01T00:00:00Z"']) == 0

    assert capsys.readouterr().out == "true\n"


@pytest.mark.parametrize("context", ["[1]", "18", "null"])
def test_a_context_that_is_no_object_is_refused(capsys, context):
    assert main(["feel", "1", "--context", context]) == 1

    assert "--context must be a JSON object" in capsys.readouterr().err


def test_a_context_that_is_no_json_is_refused_with_its_place(capsys):
    assert main(["feel", "1", "--context", '{"a": }']) == 1

    assert "line 1, column 7" in capsys.readouterr().err


def test_half_a_surrogate_pair_does_not_stop_it(capsys):
    context = r'{"name": "\ud83d"}'

    assert main(["feel", "name", "--context", context]) == 0

    assert capsys.readouterr().out == '"\\ud83d"\n'


def test_without_a_command_the_usage_is_shown():
    with pytest.raises(SystemExit) as stopped:
        main([])

    assert stopped.value.code == 2
