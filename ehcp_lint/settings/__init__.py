"""What a council decides: its `ehcp-lint.toml`.

`place` looks where one lies and imports nothing for it, `profile` says what can be set, `council` reads the file. What settings
decide about a plan is `ehcp_lint.selection`."""
