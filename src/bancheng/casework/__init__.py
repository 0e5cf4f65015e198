"""办件: the desk — one write door, one read door, and rows worked out from facts."""
