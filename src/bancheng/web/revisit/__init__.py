"""全量回访 on the screen: the campaigns of a body, how far each has come, its list, and a call."""
