"""Bancheng 办成: the open system for a service centre's “办不成事”反映窗口."""
