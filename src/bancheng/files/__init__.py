"""附件: attachments by content: stored once, encrypted, never served as anything but themselves."""
