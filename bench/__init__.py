"""Benchmarks, one module each, started by `./run bench NAME`."""
