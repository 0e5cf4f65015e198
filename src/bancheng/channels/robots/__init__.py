"""群机器人: a group of staff is told how many things wait and when the first is due, no more."""
