"""可以连的地址: the hosts that this installation may call, for the administrator."""
