package io.xiaohu.testing;

import io.xiaohu.XiaohuApplication;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.SigningKeys;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Another server on the database and with the keys of the one a test has. Who starts it closes it.
 */
public final class SecondServer {

    private SecondServer() {}

    public static ConfigurableApplicationContext beside(ApplicationContext first) {
        List<String> settings = new ArrayList<>();
        settings.add("--server.port=0");
        settings.add("--spring.jmx.enabled=false");
        for (String name :
                List.of(
                        "spring.datasource.url",
                        "xiaohu.ledger.seals.folder",
                        "xiaohu.audit.heads.folder",
                        "xiaohu.demo.people",
                        "xiaohu.rate-limits.sign-in-by-address.capacity",
                        "xiaohu.rate-limits.desk-sign-in-by-address.capacity")) {
            settings.add("--" + name + "=" + first.getEnvironment().getRequiredProperty(name));
        }
        settings.add("--xiaohu.demo.staff-password=" + TestServer.STAFF_PASSWORD);
        Keyring keyring = first.getBean(Keyring.class);
        SigningKeys sealKeys = first.getBean(SigningKeys.class);
        return new SpringApplicationBuilder(XiaohuApplication.class)
                .profiles("demo")
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(Keyring.class, () -> keyring);
                    beans.registerBean(SigningKeys.class, () -> sealKeys);
                })
                .run(settings.toArray(String[]::new));
    }

    public static int portOf(ConfigurableApplicationContext server) {
        return Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
