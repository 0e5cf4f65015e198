"""交换: files to and from other installations, for those who send, take and keep them."""
