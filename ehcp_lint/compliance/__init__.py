"""Level 1 of quality assurance: whether requests, plans and reviews keep the dates of the law, from the case system's own list.

`cases` reads the list, `timescales` holds the law's dates as data, `figures` counts, `published` reads what the Department for
Education publishes, `page` and `workbook` show it."""
