"""What it costs: limits, acts and pages, each against a floor measured in the same run."""
