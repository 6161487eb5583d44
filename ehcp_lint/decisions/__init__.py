"""What people decided about findings (`file`), and what a finding is known by when the plan has changed (`fingerprints`)."""
