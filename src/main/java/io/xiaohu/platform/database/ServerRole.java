package io.xiaohu.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The role the server works as, which may not rewrite history. The database's owner makes it once
 * and belongs to it, so that the owner's connections can take it on.
 */
public final class ServerRole {

    /** Two servers that start at once on an empty database must not both create the role. */
    private static final String ENSURE =
            """
            do $$
            begin
                perform pg_advisory_xact_lock(81420001);
                if not exists (select from pg_roles where rolname = 'xiaohu_app') then
                    create role xiaohu_app nologin;
                    execute format('grant xiaohu_app to %I', current_user);
                elsif not pg_has_role(current_user, 'xiaohu_app', 'member') then
                    execute format('grant xiaohu_app to %I', current_user);
                end if;
            end
            $$
            """;

    private ServerRole() {}

    /**
     * @throws SQLException when the owner may neither create the role nor belong to it
     */
    public static void ensure(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(ENSURE);
        }
    }
}
