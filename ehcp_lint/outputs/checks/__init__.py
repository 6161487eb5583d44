"""What is said of the checks: the list, the page of each, and the catalogue as one HTML file."""
