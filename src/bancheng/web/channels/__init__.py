"""渠道: other systems as an administrator sets them up, their orders as the window meets them."""
