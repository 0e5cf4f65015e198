"""评分: from what was counted to points, each with the cases that took or gave it. No Django."""
