package io.xiaohu.staff;

import io.xiaohu.kernel.Role;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Agents for a measurement, signed in without a password. It exists in demo mode only. */
@Service
@Profile("demo")
public class DemoAgents {

    /** A member whose browser is signed in: what its cookie holds, and its CSRF token. */
    public record SignedIn(StaffMember member, String token, String csrfToken) {}

    private final Members members;
    private final StaffSessions sessions;

    DemoAgents(Members members, StaffSessions sessions) {
        this.members = members;
        this.sessions = sessions;
    }

    @Transactional
    public List<SignedIn> open(int count) {
        List<SignedIn> all = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            UUID id = members.insert("load-" + n, "load " + n, Set.of(Role.AGENT)).orElseThrow();
            String token = sessions.open(id);
            all.add(new SignedIn(members.find(id).orElseThrow(), token, sessions.csrfToken(token)));
        }
        return all;
    }
}
