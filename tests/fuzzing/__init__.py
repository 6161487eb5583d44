"""Thousands of damaged and hostile files through the same path as `check`: `make fuzz`, and a short run in `make test`.

    seeds     the whole documents that are damaged: small, with one of everything that the readers know
    words     damage to what a plan says: numbers, dates, headings, characters that are digits and are not
    packages  damage to a zip of XML parts (Word, OpenDocument): members and trees
    pdfs      damage to a PDF: objects, lengths, references, streams
    raw       damage to any bytes
    cases     from a number to a file: the same number always gives the same file
    work      what a worker process does with one file
    __main__  the run: many cases on fenced workers, faults told with their numbers, smallest files kept

A file may be refused, may be too slow or too large and then be stopped; what it may never do is raise an error of ours."""
