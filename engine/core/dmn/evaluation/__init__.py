"""From the model to values: every element becomes a node, every expression a closure."""
