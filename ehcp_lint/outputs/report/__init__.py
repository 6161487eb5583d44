"""One report for people: at a terminal, as a page, and the golden thread by itself; the rows of their tables stand beside."""
