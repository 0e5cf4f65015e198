"""试运行: real letters, each driven from the counter to the archive under every standard."""
