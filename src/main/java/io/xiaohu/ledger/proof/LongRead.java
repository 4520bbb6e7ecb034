package io.xiaohu.ledger.proof;

/** How a transaction is set up that reads all entries in the order of their accounts. */
public final class LongRead {

    /**
     * Entries lie in the order of time, so that following an index by account fetches a page for
     * every entry: 11 µs of PostgreSQL's processor time for each of 10 million. Hashing and sorting
     * all of them takes 3 µs and a temporary file of about their size.
     */
    public static final String SETTINGS =
            """
            set local work_mem = '128MB';
            set local max_parallel_workers_per_gather = 0;
            set local enable_nestloop = off;
            set local enable_indexscan = off;
            set local jit = off
            """;

    private LongRead() {}
}
