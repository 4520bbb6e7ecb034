package io.xiaohu.staff.core;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.jdbc.Invitations;
import io.xiaohu.staff.jdbc.Members;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * {@code ./xiaohu staff add --role ROLE NAME}: adds a member of staff and prints a link that works
 * once.
 */
@Component
class AddStaff implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;

    private final Members members;
    private final Invitations invitations;
    private final AuditTrail audit;

    AddStaff(Members members, Invitations invitations, AuditTrail audit) {
        this.members = members;
        this.invitations = invitations;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "staff add";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        Set<Role> roles = new TreeSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).equals("--role") && i + 1 < args.size()) {
                Optional<Role> role = role(args.get(++i));
                if (role.isEmpty()) {
                    out.println("There is no role " + args.get(i) + ".");
                    return WRONG_WORDS;
                }
                roles.add(role.get());
            } else {
                names.add(args.get(i));
            }
        }
        if (roles.isEmpty()
                || names.size() != 1
                || !names.getFirst().matches("[\\p{L}\\p{N}._-]{2,40}")) {
            out.println("Say: staff add --role admin NAME (one name, 2 to 40 letters or digits).");
            return WRONG_WORDS;
        }
        return add(names.getFirst(), roles, out);
    }

    private int add(String name, Set<Role> roles, PrintStream out) {
        Optional<UUID> id = members.insert(StaffSignIn.name(name), name, roles);
        if (id.isEmpty()) {
            out.println("There is a member of staff called " + name + " already.");
            return WRONG_WORDS;
        }
        audit.record(
                "operator", "staff.added", "staff:" + id.get(), Map.of("roles", roles.toString()));
        out.println(
                name
                        + " is added. This link works once, for 24 hours, after your server's"
                        + " address:");
        out.println("/desk/invitation#" + invitations.invite(id.get()));
        return 0;
    }

    private static Optional<Role> role(String word) {
        try {
            return Optional.of(Role.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
