"""堵点与改进: block points, proposals and their effect (XF-4, SC-6.3.3)."""
