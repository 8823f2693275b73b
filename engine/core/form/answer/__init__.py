"""Answers: what is typed, as values; which questions are asked; what is wrong; how it reads."""
