"""Other engines at the same work, each a program in a process of its own.

They live in a virtual environment and a `node_modules` of their own, made on demand. Nothing of
Passerelle imports them, and they import nothing of it.
"""
