"""窗口前台: the enquiry log, the answer base, the directory of where else to go, slips."""
