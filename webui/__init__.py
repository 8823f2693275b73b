"""The pages: parse what a browser sends, ask or command the engine, render the answer.

One module and one template folder per area; what several areas show is a macro of
`templates/components`, fed with the dataclasses of `view`.
"""

from webui.app import create_app
from webui.config import WebConfig

__all__ = ["WebConfig", "create_app"]
