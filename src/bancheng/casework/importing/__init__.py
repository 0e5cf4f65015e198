"""导入: cases that a centre kept in a table, brought in through the write door, all or none."""
