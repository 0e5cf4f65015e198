"""统计: what is counted of the cases, as at any moment, and always with the cases behind it."""
