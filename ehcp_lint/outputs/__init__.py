"""How people and programs see what was found; nothing is found or judged here.

`report` shows one report (terminal, page, threads), `exports` hands it to other programs, `copies` puts the points beside the
words of the plan's own file; `checks`, `queries`, `advice`, `rubric` and `moderation` show what those wings make. What they
share stands beside them: the words (`phrases`), harmless on a screen (`clean`), at a terminal (`terminal`), in a page
(`templates`), in Word (`word_page`), in Excel (`excel`), in a file (`write`). A template lies beside what fills it."""
