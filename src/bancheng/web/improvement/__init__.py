"""堵点与改进: block points, proposals and their effect."""
