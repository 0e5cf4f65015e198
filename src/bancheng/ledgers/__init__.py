"""台账: one row a case or an act with the columns of the region's forms; out to a file, and in."""
