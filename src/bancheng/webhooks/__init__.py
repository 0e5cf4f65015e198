"""事件通知: tells other systems that something happened on a case their account may read."""
