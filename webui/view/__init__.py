"""What the macros of `templates/components` show: frozen dataclasses, made by areas from answers.

Each is the whole of what its macro needs, so that no template asks a question.
"""
