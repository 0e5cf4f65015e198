"""规范的例子 (stories): worked examples a clerk can read, told on the real rules as tests."""
