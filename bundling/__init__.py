"""Makes what is carried to computers without a network: a wheelhouse for IT, and a folder for a caseworker's Windows laptop.

`lock` reads the list of packages with their hashes, `wheels` fetches and checks them, `wheelhouse` and `windows` lay them out.
It is no part of the installed package; `make bundle` runs it."""
