"""SpiffWorkflow runs a diagram: its task tree and its life of a task, with our own elements.

The only room that imports SpiffWorkflow. A SpiffWorkflow `Task` is any token in any state, and is
called `token` here. What was measured to be unsafe in it is not used: its parser, its serializer,
its expressions in Python, its copies of data along every branch, its walks over the whole tree.
"""
