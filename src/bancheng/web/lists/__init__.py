"""清单: my duties, the cases, saved views, and one act for several cases."""
