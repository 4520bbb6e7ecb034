package io.xiaohu.staff.core;

import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.StartNotes;
import io.xiaohu.staff.jdbc.Members;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The members of staff every demo has, with one password, made anew for each demo folder. */
@Component
@Profile("demo")
@Order(1)
class DemoStaff implements ApplicationRunner, StartNotes {

    private record Person(String username, String name, Set<Role> roles) {}

    private static final List<Person> PEOPLE =
            List.of(
                    new Person("agent", "周晓", Set.of(Role.AGENT)),
                    new Person("supervisor", "刘洋", Set.of(Role.AGENT, Role.SUPERVISOR)),
                    new Person("finance", "陈静", Set.of(Role.FINANCE)),
                    new Person("admin", "王磊", Set.of(Role.values())),
                    new Person("security", "孙悦", Set.of(Role.ADMIN)),
                    new Person("auditor", "赵敏", Set.of(Role.AUDITOR)));

    private final Members members;
    private final String password;

    DemoStaff(Members members, @Value("${xiaohu.demo.staff-password:}") String password) {
        this.members = members;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (password.isEmpty()) {
            return;
        }
        for (Person person : PEOPLE) {
            members.insert(person.username(), person.name(), person.roles());
            Members.Account account = members.account(person.username()).orElseThrow();
            UUID id = account.member().id();
            String hash = account.passwordHash();
            if (!PasswordHashes.matches(password, hash)) {
                members.setPassword(id, PasswordHashes.hash(password));
            }
        }
    }

    @Override
    public List<String> lines() {
        return List.of(
                "  staff   agent, supervisor, finance, admin, security, auditor, with this"
                        + " password:",
                "staff-password: " + password);
    }
}
