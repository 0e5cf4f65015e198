"""模拟人员: people who act as staff would, only through the write door."""
