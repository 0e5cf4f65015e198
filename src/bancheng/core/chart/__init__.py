"""流程图: a standard's routes as one picture — steps, lanes, boxes and lines, in pure numbers."""
