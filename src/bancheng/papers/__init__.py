"""纸面材料 (papers): what each paper holds for a case, and which papers were taken out."""
