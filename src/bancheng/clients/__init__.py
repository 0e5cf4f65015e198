"""接口账号: the other systems that may speak to this one, their keys, and what was heard once."""
