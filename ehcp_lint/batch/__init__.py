"""Many plans: found, checked in parallel behind a fence, written as they finish, then summed up.

    sources --> jobs --> any executor (pool, Dask) --> store --> summary --> results.xlsx, results.parquet, index.html

`work.check_job` is the one function that every executor runs: a plain JSON-able job in, a plain JSON-able answer out."""
