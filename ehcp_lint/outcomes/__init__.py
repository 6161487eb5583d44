"""Rooms behind `smart`: what stands where an outcome should, and the rules of its grades."""
