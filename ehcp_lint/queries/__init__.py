"""What to ask which adviser before a plan can be finished: whom (`advisers`), what (`questions`), and the list (`find`)."""
