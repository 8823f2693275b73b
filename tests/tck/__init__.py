"""The Technology Compatibility Kit of DMN: cases and expected values, run where they lie."""
