"""What benchmarks share: figures, their table, their file."""

import json
import sys

from bench.measure import Figure, arguments, report, time_call

FIGURE = Figure("condition: evaluate", 2.5, 2.25, 3.0, target=5)


def test_a_report_is_a_table_with_one_line_for_each_figure(capsys):
    report("FEEL, µs per call", [FIGURE, Figure("parse", 90, 88, 101)], None)

    title, machine, _, heading, first, second = capsys.readouterr().out.splitlines()
    assert title == "FEEL, µs per call"
    assert "processors" in machine
    assert heading.split() == ["figure", "min", "max", "target"]
    assert first.split() == ["condition:", "evaluate", "2.50", "2.25", "3.00", "≤", "5", "µs"]
    assert second.split() == ["parse", "90.00", "88.00", "101.00", "µs"]


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
