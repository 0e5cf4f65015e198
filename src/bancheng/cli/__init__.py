"""命令行: the command ``bancheng``, one file a command."""
