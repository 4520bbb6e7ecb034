package io.xiaohu.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.Operation;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffSessions;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every call of the desk with every role, over HTTP. Who may make which call stands in {@code
 * desk-permissions.txt}, line by line; {@code docs/permissions.md} is written from it.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskPermissionsIntegrationTests {

    private static final Path TABLE = Path.of("src/test/resources/desk-permissions.txt");
    private static final Path PAGE = Path.of("docs/permissions.md");
    private static final String WRITE = "permissions.write";
    private static final String COMMAND =
            "mvn -q test -Dtest=DeskPermissionsIntegrationTests -D" + WRITE;
    private static final String DESK = "/api/v1/desk/";
    private static final String ANYBODY = "anybody";

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private Members members;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private StaffSessions sessions;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private final Map<String, Expected> table = new TreeMap<>();
    private final Map<Role, ApiCaller> people = new EnumMap<>(Role.class);
    private @Nullable ApiCaller customer;

    /**
     * A line of the table.
     *
     * @param roles empty for what is open before anybody is signed in
     */
    private record Expected(Set<Role> roles, boolean open) {}

    /** A call the running server answers. */
    private record Call(String method, String path, boolean form, HandlerMethod handler) {

        String name() {
            return method + " " + path;
        }

        boolean isStream() {
            return path.endsWith("/events");
        }
    }

    @BeforeAll
    void readTheTableAndSignEverybodyIn() throws IOException {
        for (String line : Files.readAllLines(TABLE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(":", 2);
            boolean open = parts[1].strip().equals(ANYBODY);
            Set<Role> roles =
                    open
                            ? EnumSet.noneOf(Role.class)
                            : Stream.of(parts[1].strip().split("\\s+"))
                                    .map(Role::valueOf)
                                    .collect(
                                            Collectors.toCollection(
                                                    () -> EnumSet.noneOf(Role.class)));
            table.put(parts[0].strip(), new Expected(roles, open));
        }
        for (Role role : Role.values()) {
            people.put(role, somebody(Set.of(role)));
        }
        customer = TestCustomer.register(port).api();
    }

    @Test
    void everyCallOfTheDeskStandsInTheTableAndNothingElse() {
        assertThat(calls().map(Call::name)).containsExactlyInAnyOrderElementsOf(table.keySet());
    }

    @TestFactory
    Stream<DynamicTest> eachCallIsAllowedToItsRolesAndRefusedToAllOthers() {
        return calls().map(call -> DynamicTest.dynamicTest(call.name(), () -> assertRoles(call)));
    }

    @TestFactory
    Stream<DynamicTest> nobodyWhoDoesNotWorkHereMakesACallOfTheDesk() {
        return calls().filter(call -> !expected(call).open())
                .map(call ->
                        DynamicTest.dynamicTest(
                                call.name(),
                                () -> {
                                    assertThat(status(new ApiCaller(port), call)).isEqualTo(401);
                                    assertThat(status(Objects.requireNonNull(customer), call))
                                            .isIn(401, 403);
                                }));
    }

    @Test
    void somebodyWithoutARoleMayOnlyNothing() {
        ApiCaller nobody = somebody(Set.of());
        assertThat(
                        calls().filter(call -> !expected(call).open())
                                .filter(call -> status(nobody, call) != 403)
                                .map(Call::name))
                .isEmpty();
    }

    @Test
    void whoKeepsTheAccountsOfStaffSeesNoCustomer() {
        assertThat(
                        table.entrySet().stream()
                                .filter(line ->
                                        line.getKey()
                                                .matches(
                                                        ".*/(customers|movements|conversations|"
                                                                + "attachments|verifications|"
                                                                + "disputes|sign-ins)\\b.*"))
                                .filter(line -> line.getValue().roles().contains(Role.ADMIN))
                                .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void whoAuditsChangesNothing() {
        assertThat(
                        table.entrySet().stream()
                                .filter(line -> !line.getKey().startsWith("GET "))
                                .filter(line -> line.getValue().roles().contains(Role.AUDITOR))
                                .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "DELETE /api/v1/desk/session", "POST /api/v1/desk/audit-checks");
    }

    @Test
    void thePageIsAsTheTableIs() throws IOException {
        String page = page();
        if (System.getProperty(WRITE) != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("write it anew: " + COMMAND).isEqualTo(page);
    }

    private void assertRoles(Call call) {
        Expected expected = expected(call);
        Map<Role, Integer> statuses = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            boolean ends = call.name().equals("DELETE /api/v1/desk/session");
            ApiCaller who = ends ? somebody(Set.of(role)) : person(role);
            statuses.put(role, status(who, call));
        }
        Set<Role> allowed = expected.open() ? EnumSet.allOf(Role.class) : expected.roles();
        assertThat(statuses)
                .allSatisfy((role, status) -> {
                    if (allowed.contains(role)) {
                        assertThat(status).as(role + " may").isNotEqualTo(403).isLessThan(500);
                    } else {
                        assertThat(status).as(role + " may not").isEqualTo(403);
                    }
                });
    }

    private Expected expected(Call call) {
        return table.getOrDefault(call.name(), new Expected(Set.of(), false));
    }

    private ApiCaller person(Role role) {
        return Objects.requireNonNull(people.get(role));
    }

    /** A new member of staff with these roles, signed in. */
    private ApiCaller somebody(Set<Role> roles) {
        String name = "p-" + Ids.next();
        var id = members.insert(name, name, roles).orElseThrow();
        ApiCaller caller = new ApiCaller(port);
        caller.with("Cookie", StaffSessions.COOKIE + "=" + sessions.open(id));
        caller.get("/api/v1/desk/session");
        return caller;
    }

    /**
     * With ids nobody has and nothing said: what is allowed is refused for that, or does nothing.
     */
    private static int status(ApiCaller who, Call call) {
        String path = call.path().replaceAll("\\{[^}]+}", Ids.next().toString());
        if (call.isStream()) {
            var answer = who.stream(path, 0);
            answer.body().close();
            return answer.statusCode();
        }
        if (call.form()) {
            return who.upload(path, "a.txt", "nothing".getBytes(StandardCharsets.UTF_8)).status();
        }
        return switch (call.method()) {
            case "GET" -> who.get(path).status();
            case "POST" -> who.post(path, "{}").status();
            case "PUT" -> who.put(path, "{}").status();
            case "DELETE" -> who.delete(path).status();
            default -> throw new IllegalStateException("no test knows " + call.method());
        };
    }

    private Stream<Call> calls() {
        return handlers.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> calls(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> one.name().compareTo(other.name()));
    }

    private static Stream<Call> calls(RequestMappingInfo mapping, HandlerMethod handler) {
        boolean form =
                mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                        .anyMatch(type -> type.getType().equals("multipart"));
        return mapping.getPatternValues().stream()
                .filter(path -> path.startsWith(DESK))
                .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> new Call(method.name(), path, form, handler)));
    }

    private String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Who may do what at the desk

                        Every call of the desk and the roles that may make it; everybody else is \
                        answered 403, and whoever is not signed in 401. A person may have several \
                        roles. Who keeps the accounts of staff (ADMIN) sees no customer; who audits \
                        (AUDITOR) changes nothing. What a call does to an account also needs a second \
                        person: which role proposes and which decides stands with each kind of \
                        proposal below the calls.

                        This page is written from `src/test/resources/desk-permissions.txt`: `%s`. \
                        `DeskPermissionsIntegrationTests` makes each call with each role.

                        """
                                .formatted(COMMAND));
        page.append("| call | what |");
        for (Role role : Role.values()) {
            page.append(' ').append(role).append(" |");
        }
        page.append("\n|---|---|").append(":-:|".repeat(Role.values().length)).append('\n');
        calls().forEach(call -> page.append(row(call)));
        page.append(
                "\n"
                        + "## Proposals\n\n"
                        + "| kind | proposed by | decided by somebody else who is |\n"
                        + "|---|---|---|\n");
        new TreeMap<>(kinds.stream().collect(Collectors.toMap(ProposalKind::name, kind -> kind)))
                .forEach((name, kind) ->
                        page.append(
                                "| `%s` | %s | %s |\n"
                                        .formatted(
                                                name,
                                                named(kind.proposers()),
                                                named(kind.deciders()))));
        return page.toString();
    }

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private List<ProposalKind> kinds;

    private static String named(Set<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::name).collect(Collectors.joining(", "));
    }

    private String row(Call call) {
        Operation described = call.handler().getMethodAnnotation(Operation.class);
        Expected expected = expected(call);
        StringBuilder row =
                new StringBuilder(
                        "| `%s` | %s |"
                                .formatted(
                                        call.name().replace(DESK, "…/"),
                                        described == null ? "" : described.summary()));
        for (Role role : Role.values()) {
            boolean may = expected.open() || expected.roles().contains(role);
            row.append(may ? " ✓ |" : " – |");
        }
        return row.append('\n').toString();
    }
}
