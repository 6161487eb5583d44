"""What marks say: agreement, leaning, drift, sign-off. Values in, values out; nothing here knows the store."""
