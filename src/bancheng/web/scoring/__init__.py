"""年度评分的各页 (scoring): the sheets of a year, the cases behind each point, fixing."""
