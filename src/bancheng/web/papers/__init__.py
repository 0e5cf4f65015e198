"""打印的页面: choosing a paper of a case, of several cases, a blank form, the window's poster."""
