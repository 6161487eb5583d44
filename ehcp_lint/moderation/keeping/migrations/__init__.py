"""The steps from one shape of the moderation store to the next; the program takes them itself when it opens a store."""
