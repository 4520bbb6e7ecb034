package io.xiaohu;

import io.xiaohu.platform.start.CommandLineEntry;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The server. {@code ./xiaohu} starts it; see {@link CommandLineEntry} for what it understands. */
@Modulithic(systemName = "Xiaohu Wallet", sharedModules = "kernel")
@SpringBootApplication
@ConfigurationPropertiesScan
public class XiaohuApplication {

    public static void main(String[] args) {
        System.exit(CommandLineEntry.run(XiaohuApplication.class, args));
    }
}
