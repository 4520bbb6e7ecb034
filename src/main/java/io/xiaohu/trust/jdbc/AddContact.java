package io.xiaohu.trust.jdbc;

import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.ContactRegistry;
import io.xiaohu.trust.OfficialContact;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** {@code contact add KIND VALUE}: how an operator says where customers really reach them. */
@Component
class AddContact implements ConsoleCommand {

    private static final int LONGEST = 200;

    private final ContactRegistry contacts;

    AddContact(ContactRegistry contacts) {
        this.contacts = contacts;
    }

    @Override
    public String name() {
        return "contact add";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        if (args.size() != 2 || args.get(1).isBlank() || args.get(1).length() > LONGEST) {
            out.println("contact add needs a kind and a value, such as: phone 400-000-0000");
            return 2;
        }
        try {
            ContactKind kind = ContactKind.valueOf(args.get(0).toUpperCase(Locale.ROOT));
            contacts.addAtConsole(new OfficialContact(kind, args.get(1).strip()));
            out.println("added");
            return 0;
        } catch (ProblemException noSuchContact) {
            out.println(args.get(1) + " is no " + args.get(0).toLowerCase(Locale.ROOT));
            return 2;
        } catch (IllegalArgumentException unknownKind) {
            out.println(
                    "kinds are " + Arrays.toString(ContactKind.values()).toLowerCase(Locale.ROOT));
            return 2;
        }
    }
}
