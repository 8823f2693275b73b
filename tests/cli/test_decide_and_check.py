"""`passerelle decide` and `passerelle check`, as somebody types them."""

import pytest

from engine.cli import main
from tests.core.dmn.check.drawing import Drawing

GOOD = Drawing(
    {"score": "number"},
    [("< 10", '"low"'), (">= 10", '"high"')],
)
GAP = Drawing({"score": "number"}, [("< 10", '"low"'), ("> 10", '"high"')])


@pytest.fixture
def file(tmp_path):
    """Writes a drawing, and says where."""

    def write(drawing, name="risk.dmn"):
        path = tmp_path / name
        path.write_text(drawing if isinstance(drawing, str) else drawing.xml(), "utf-8")
        return str(path)

    return write


def test_decide_prints_the_value_and_the_rule_that_decided(file, capsys):
    status = main(["decide", file(GOOD), "Risk class", "--inputs", '{"score": 18}'])

    said = capsys.readouterr()
    assert status == 0
    assert said.out == '"high"\n'
    assert said.err == "rule 2 of Risk class\n"


def test_decide_tells_the_note_on_the_rule(file, capsys):
    noted = GOOD.xml().replace(
        "</rule></decisionTable>",
        "<annotationEntry><text>review soon</text></annotationEntry></rule></decisionTable>",
    )

    main(["decide", file(noted), "Risk class", "--inputs", '{"score": 18}'])

    assert capsys.readouterr().err == "rule 2 of Risk class (review soon)\n"


def test_decide_without_a_value_is_an_error_with_its_reason(file, capsys):
    status = main(["decide", file(GOOD), "Risk class"])

    said = capsys.readouterr()
    assert status == 1
    assert said.out == "null\n"
    assert "no value was given for 'score'" in said.err


def test_decide_says_what_is_wrong_with_the_file(file, capsys):
    broken = GOOD.xml().replace("&lt; 10", "((")

    main(["decide", file(broken), "Risk class", "--inputs", '{"score": 18}'])

    assert "warning: error: line 1, r1: " in capsys.readouterr().err


def test_decide_knows_the_nearest_decision(file, capsys):
    assert main(["decide", file(GOOD), "Risk clas"]) == 1

    assert "there is no decision 'Risk clas'; did you mean 'Risk class'?" in capsys.readouterr().err


def test_check_finds_nothing_wrong_with_a_good_table(file, capsys):
    assert main(["check", file(GOOD)]) == 0

    assert capsys.readouterr().out == "0 errors, 0 warnings\n"


def test_check_names_the_line_the_element_and_an_example(file, capsys):
    assert main(["check", file(GAP)]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "error: line 1, table: 'Risk class': no rule covers this:"
        " score is 10; for example score = 10",
        "1 error, 0 warnings",
    ]


def test_check_passes_where_there_are_warnings_only(file, capsys):
    formula = Drawing({"score": "number"}, [("odd(?)", '"low"')], default='"high"')

    assert main(["check", file(formula)]) == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 errors, 1 warning"


def test_check_reads_what_the_file_imports(file, capsys):
    other = GOOD.xml().replace('namespace="urn:risk"', 'namespace="urn:other"')
    importing = GOOD.xml().replace(
        '<inputData id="data_0"',
        '<import name="other" namespace="urn:other" importType='
        '"https://www.omg.org/spec/DMN/20230324/MODEL/"/><inputData id="data_0"',
    )

    alone = main(["check", file(importing)])
    together = main(["check", file(importing), "--import", file(other, "other.dmn")])

    assert (alone, together) == (1, 0)
    assert "the imported document 'other' is not here" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["check"], ["decide"]])
def test_a_file_that_is_not_there_is_named(command, capsys):
    arguments = ["Risk class"] if command == ["decide"] else []

    assert main([*command, "missing.dmn", *arguments]) == 1

    assert capsys.readouterr().err == "error: missing.dmn: No such file or directory\n"


@pytest.mark.parametrize("content", ["", "no XML", "<definitions/>", "<a><b></a>"])
def test_a_file_that_is_no_dmn_is_refused(file, capsys, content):
    assert main(["check", file(content)]) == 1

    assert capsys.readouterr().err.startswith("error: the document is not")
