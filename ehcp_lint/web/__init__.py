"""The local page and the HTTP interface for other programs: on this computer only, in memory only.

`gate` decides which requests come in, `uploads` takes files from them, `desk` holds what is open, `pages` and `marking`
are what a person sees, `api` what a program asks, `server` starts and stops it all. Judgement and words come from the
other rooms."""
