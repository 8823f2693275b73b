"""What benchmarks share: figures, their table, their file."""

import json
import sys

from bench.measure import Figure, arguments, median_of, report, time_call

FIGURE = Figure("condition: evaluate", 2.5, 2.25, 3.0, target=5)


def test_a_report_is_a_table_with_one_line_for_each_figure(capsys):
    report("FEEL, µs per call", [FIGURE, Figure("parse", 90, 88, 101)], None)

    title, machine, _, heading, first, second = capsys.readouterr().out.splitlines()
    assert title == "FEEL, µs per call"
    assert "processors" in machine
    assert heading.split() == ["figure", "min", "max", "target"]
    assert first.split() == ["condition:", "evaluate", "2.50", "2.25", "3.00", "≤", "5", "µs"]
    assert second.split() == ["parse", "90.00", "88.00", "101.00", "µs"]


def test_a_report_says_what_is_to_be_reached_and_what_is_to_be_kept_below(capsys):
    rate = median_of("complete", [480, 510, 500], "/s", least=300)

    report("Engine", [rate], None)

    line = capsys.readouterr().out.splitlines()[-1]
    assert line.split() == ["complete", "500.00", "480.00", "510.00", "≥", "300", "/s"]


def test_what_was_not_measured_stands_below_the_table_and_in_the_file(capsys, tmp_path):
    file = tmp_path / "figures.json"

    report("Engine", [FIGURE], file, notes=["viewflow is not compared: no pip"])

    assert capsys.readouterr().out.splitlines()[-2:] == ["", "viewflow is not compared: no pip"]
    assert json.loads(file.read_text("utf-8"))["notes"] == ["viewflow is not compared: no pip"]


def test_a_report_writes_its_figures_to_a_file(tmp_path):
    file = tmp_path / "figures.json"

    report("FEEL", [FIGURE], file)

    written = json.loads(file.read_text("utf-8"))
    assert written["title"] == "FEEL"
    assert written["figures"] == [
        {
            "name": "condition: evaluate",
            "median": 2.5,
            "low": 2.25,
            "high": 3.0,
            "unit": "µs",
            "target": 5,
            "least": None,
        }
    ]


def test_the_time_of_a_call_lies_between_its_smallest_and_largest_round():
    calls = []

    figure = time_call("append", lambda: calls.append(1), target=1000)

    assert calls
    assert 0 < figure.low <= figure.median <= figure.high
    assert figure.target == 1000


def test_a_benchmark_takes_a_file_and_where_it_counts_a_count(monkeypatch, tmp_path):
    file = tmp_path / "figures.json"
    monkeypatch.setattr(sys, "argv", ["bench", "--json", str(file), "--count", "7"])

    options = arguments("Latency", count=20)

    assert (options.json, options.count) == (file, 7)
