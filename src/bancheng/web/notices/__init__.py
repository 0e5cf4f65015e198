"""通知: what I should know, and when I wish to be left alone."""
