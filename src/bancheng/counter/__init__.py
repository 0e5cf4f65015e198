"""窗口前台: what a window has at hand before there is a case."""
