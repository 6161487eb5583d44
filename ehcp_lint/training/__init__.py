"""Measuring the rules and fitting the models on the labelled corpus (data/corpus). Fitting needs the [train] extra."""
