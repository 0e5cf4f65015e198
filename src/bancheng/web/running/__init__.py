"""运行: backup, drill, health, chain, for the administrator."""
