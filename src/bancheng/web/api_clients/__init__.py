"""接口账号: other systems, what they may do, and their keys, for the administrator."""
