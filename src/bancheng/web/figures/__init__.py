"""统计的各页 (figures): what was counted, with the cases behind every figure."""
