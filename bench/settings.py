"""The project's own settings, and one page more: the empty one."""

from bancheng.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
