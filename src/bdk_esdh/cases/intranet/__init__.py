"""Pages of cases at work: the list, the page of a case, and taking a case to its next state."""
