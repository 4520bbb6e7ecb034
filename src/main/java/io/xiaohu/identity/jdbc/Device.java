package io.xiaohu.identity.jdbc;

import java.util.List;

/**
 * What a call came from.
 *
 * @param name such as "Chrome · Android"; empty when the program does not say
 */
public record Device(String name, String address) {

    /** Where nobody's device is concerned. */
    public static final Device NONE = new Device("", "");

    private static final List<String> PROGRAMS =
            List.of("MicroMessenger=WeChat", "Edg=Edge", "Firefox", "Chrome", "Safari");
    private static final List<String> SYSTEMS =
            List.of("HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS X=macOS", "Linux");

    /**
     * @param userAgent the header of that name; only words we know are kept of it
     */
    public static Device of(String userAgent, String address) {
        String program = first(PROGRAMS, userAgent);
        String system = first(SYSTEMS, userAgent);
        String separator = program.isEmpty() || system.isEmpty() ? "" : " · ";
        return new Device(program + separator + system, address);
    }

    private static String first(List<String> known, String userAgent) {
        for (String entry : known) {
            int equals = entry.indexOf('=');
            if (userAgent.contains(equals < 0 ? entry : entry.substring(0, equals))) {
                return entry.substring(equals + 1);
            }
        }
        return "";
    }
}
