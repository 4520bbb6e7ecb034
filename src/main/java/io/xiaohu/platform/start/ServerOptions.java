package io.xiaohu.platform.start;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that opens the database understands. */
final class ServerOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder for keys, logs and the embedded database")
    @Nullable Path data;

    @Option(
            names = "--db",
            paramLabel = "JDBC-URL",
            description =
                    "use this PostgreSQL instead of the embedded one; the password may come from"
                            + " XIAOHU_DB_PASSWORD")
    @Nullable String database;

    @Option(names = "--demo", description = "demo people, demo staff, a folder of its own")
    boolean demo;

    Path dataFolder() {
        if (data != null) {
            return data.toAbsolutePath().normalize();
        }
        String name = demo ? ".xiaohu-wallet-demo" : ".xiaohu-wallet";
        return Path.of(System.getProperty("user.home"), name);
    }
}
