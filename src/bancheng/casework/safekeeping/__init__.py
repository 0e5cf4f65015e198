"""备份与恢复: one file that holds all, made while people work and proved when restored."""
