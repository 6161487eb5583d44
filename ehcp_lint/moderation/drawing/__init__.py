"""Drawing the plans of a round: the frame, strata and overlap, who reads what, and how many plans say enough."""
