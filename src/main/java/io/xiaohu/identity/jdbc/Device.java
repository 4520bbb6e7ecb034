package io.xiaohu.identity.jdbc;

/**
 * What a call came from.
 *
 * @param name the browser or app as it names itself, shortened
 */
public record Device(String name, String address) {

    private static final int LONGEST = 160;

    public Device {
        name = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }
}
