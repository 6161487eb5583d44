"""How plans put things: quantities, people, kinds of help, vague wording, speakers. Words and patterns only, no opinions."""
