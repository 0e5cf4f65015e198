"""对方的替身: programs that speak the other side of the smaller channels, over real HTTP, with its
faults, so that a centre can be shown and tried without the other side."""
