"""What is kept of rounds and how: tables, what is written by people, what is read back, and what is purged."""
