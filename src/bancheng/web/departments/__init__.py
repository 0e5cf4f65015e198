"""本部门的工单: a department's own list, by what it is asked."""
