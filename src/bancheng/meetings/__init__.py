"""会议: agenda, attendance, minutes, and the decisions that become transfers."""
