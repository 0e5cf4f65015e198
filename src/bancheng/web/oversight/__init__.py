"""监督: the map of open duties, responsibility traced back, staff records."""
