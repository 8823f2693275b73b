"""Our FEEL beside @bpmn-io/feelin: where the two differ, the standard decides."""
