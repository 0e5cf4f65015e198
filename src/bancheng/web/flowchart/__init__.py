"""流程图的页面: the standard's flowchart, a case's place in it, and the sheet for the wall."""
