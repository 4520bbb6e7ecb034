package io.xiaohu.platform.start;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The database a command works on: an external one by URL, the embedded one started for this
 * process, or the embedded one a running server already has open.
 */
final class OpenedDatabase implements AutoCloseable {

    /** Where a running server says how to reach its embedded database. */
    private static final String RUNNING = "running.properties";

    private final String jdbcUrl;
    private final DataFolder folder;
    private final @Nullable EmbeddedDatabase embedded;

    private OpenedDatabase(String jdbcUrl, DataFolder folder, @Nullable EmbeddedDatabase embedded) {
        this.jdbcUrl = jdbcUrl;
        this.folder = folder;
        this.embedded = embedded;
    }

    /** Opens for a server, which owns the embedded database alone. */
    static OpenedDatabase forServer(ServerOptions options) {
        if (options.database != null) {
            DataFolder folder = DataFolder.open(options.dataFolder());
            return new OpenedDatabase(checkedUrl(options.database), folder, null);
        }
        DataFolder folder = DataFolder.take(options.dataFolder());
        EmbeddedDatabase embedded = EmbeddedDatabase.start(folder);
        folder.writeSecret(RUNNING, "url=" + embedded.jdbcUrl() + "\n");
        return new OpenedDatabase(embedded.jdbcUrl(), folder, embedded);
    }

    /** Opens for a short command, which may run beside a server. */
    static OpenedDatabase forCommand(ServerOptions options) {
        if (options.database != null) {
            return forServer(options);
        }
        try {
            return forServer(options);
        } catch (StartFailure inUse) {
            DataFolder folder = DataFolder.open(options.dataFolder());
            String running = folder.read(RUNNING);
            if (running == null) {
                throw inUse;
            }
            return new OpenedDatabase(urlIn(running), folder, null);
        }
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    DataFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
        folder.close();
    }

    private static String checkedUrl(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartFailure(
                    "--db takes a PostgreSQL URL such as"
                            + " jdbc:postgresql://host:5432/wallet?user=wallet.");
        }
        return url;
    }

    private static String urlIn(String running) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(running));
        } catch (IOException e) {
            throw new StartFailure("The file " + RUNNING + " in the data folder is damaged.");
        }
        return properties.getProperty("url", "");
    }
}
