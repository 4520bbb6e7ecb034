package io.xiaohu.platform.start;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.platform.database.InstallationMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts Spring on an opened database, with what must not stand in a settings file. */
final class ServerContext {

    /** Boot's word for a server that has everything of the web but no port. */
    private static final String NOT_LISTENING = "-1";

    private final Class<?> application;
    private final OpenedDatabase database;
    private final boolean demo;
    private final List<String> settings = new ArrayList<>();

    ServerContext(Class<?> application, OpenedDatabase database, boolean demo) {
        this.application = application;
        this.database = database;
        this.demo = demo;
    }

    ServerContext set(String name, String value) {
        settings.add("--" + name + "=" + value);
        return this;
    }

    /**
     * @param web whether HTTP is served
     * @throws StartFailure when the database must not be used as it is
     */
    ConfigurableApplicationContext start(boolean web) {
        Keyring keys = KeyFile.parse(KeyFile.readOrCreate(database.folder()));
        SigningKeys sealKeys = SealKeyFile.readOrCreate(database.folder());
        Properties login = login();
        Installation.check(database.jdbcUrl(), login, demo, keys);
        set("spring.datasource.url", database.jdbcUrl());
        set("xiaohu.ledger.seals.folder", database.folder().resolve("seals").toString());
        set("xiaohu.audit.heads.folder", database.folder().resolve("audit-heads").toString());
        login.stringPropertyNames()
                .forEach(name -> set("spring.datasource." + name, login.getProperty(name)));
        if (demo) {
            set("spring.profiles.active", "demo");
        }
        SpringApplication spring = new SpringApplication(application);
        spring.setRegisterShutdownHook(false);
        if (!web) {
            set("server.port", NOT_LISTENING);
        }
        InstallationMark mark = new InstallationMark(demo, Installation.fingerprint(keys));
        spring.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Keyring.class, () -> keys);
            beans.registerBean(SigningKeys.class, () -> sealKeys);
            beans.registerBean(InstallationMark.class, () -> mark);
        });
        return spring.run(settings.toArray(String[]::new));
    }

    /**
     * The embedded database trusts its owner; an external one has its login in the URL or the
     * environment.
     */
    private Properties login() {
        Properties login = new Properties();
        String password = System.getenv("XIAOHU_DB_PASSWORD");
        if (password != null) {
            login.setProperty("password", password);
        }
        String user = System.getenv("XIAOHU_DB_USER");
        if (user != null) {
            login.setProperty("username", user);
            login.setProperty("user", user);
        }
        return login;
    }
}
