"""运行: backups, drills, verification and health, kept going by the clock and seen on one page."""
