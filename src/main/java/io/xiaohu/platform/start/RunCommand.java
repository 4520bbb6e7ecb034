package io.xiaohu.platform.start;

import io.xiaohu.kernel.StartNotes;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: serves until Ctrl-C. */
@Command(name = "run", description = "starts the server", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final String STAFF_PASSWORD = "staff-password";
    private static final int RANDOM_BYTES = 9;

    private static final int LAST_PORT = 65_535;

    private final Class<?> application;
    private final PrintStream out;

    @Mixin private ServerOptions options = new ServerOptions();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "port to listen on (default ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "address to listen on (default all, for a demo 127.0.0.1)")
    private @Nullable String host;

    RunCommand(Class<?> application, PrintStream out) {
        this.application = application;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        String address = host != null ? host : options.demo ? "127.0.0.1" : "0.0.0.0";
        checkPort(address);
        CountDownLatch stopped = new CountDownLatch(1);
        OpenedDatabase database = OpenedDatabase.forServer(options);
        ConfigurableApplicationContext context;
        try {
            context = start(database, address);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    context.close();
                                    database.close();
                                    stopped.countDown();
                                }));
        announce(context);
        stopped.await();
        return 0;
    }

    private ConfigurableApplicationContext start(OpenedDatabase database, String address) {
        ServerContext server =
                new ServerContext(application, database, options.demo)
                        .set("server.port", Integer.toString(port))
                        .set("server.address", address)
                        .set(
                                "logging.file.name",
                                database.folder().resolve("logs/server.log").toString());
        if (options.demo) {
            server.set("xiaohu.demo.staff-password", staffPassword(database.folder()));
        }
        return server.start(true);
    }

    /** Made once for a demo folder, so that a restarted demo keeps its password. */
    private static String staffPassword(DataFolder folder) {
        String known = folder.read(STAFF_PASSWORD);
        if (known != null) {
            return known.strip();
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String password = "fox-" + HexFormat.of().formatHex(random);
        folder.writeSecret(STAFF_PASSWORD, password + "\n");
        return password;
    }

    private void announce(ConfigurableApplicationContext context) {
        String base = "http://localhost:" + port;
        out.println();
        out.println("Xiaohu Wallet 小狐钱包 is ready.");
        out.println("  site    " + base + "/");
        out.println("  wallet  " + base + "/app/");
        out.println("  desk    " + base + "/desk/");
        context.getBeanProvider(StartNotes.class)
                .orderedStream()
                .flatMap(notes -> notes.lines().stream())
                .forEach(out::println);
        out.println("Ctrl-C stops it.");
        out.flush();
    }

    private void checkPort(String address) {
        if (port < 1 || port > LAST_PORT) {
            throw new StartFailure("There is no port " + port + "; choose one with --port.");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (UnknownHostException e) {
            throw notOurs(address);
        } catch (IOException e) {
            throw notBound(address, String.valueOf(e.getMessage()));
        }
    }

    /** The system says in words only why a port cannot be had. */
    private StartFailure notBound(String address, String why) {
        if (why.contains("assign requested address")) {
            return notOurs(address);
        }
        String place = "Port " + port + " on " + address;
        return why.contains("ermission denied")
                ? new StartFailure(place + " is not for this user; choose another with --port.")
                : new StartFailure(place + " is busy; choose another with --port.");
    }

    private static StartFailure notOurs(String address) {
        return new StartFailure("The address " + address + " is not one of this machine.");
    }
}
