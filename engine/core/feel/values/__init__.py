"""The values of FEEL that Python lacks, and the operations on all values (10.3.2)."""
