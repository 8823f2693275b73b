"""Random expressions, made from a seed: the same seed gives the same expression."""
