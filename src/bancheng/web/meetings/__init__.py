"""会议: agenda, attendance, minutes, decisions."""
