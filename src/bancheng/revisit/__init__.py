"""全量回访: the campaigns in which the level above asks the petitioner of every closed case."""
