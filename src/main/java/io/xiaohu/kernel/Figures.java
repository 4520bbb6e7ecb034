package io.xiaohu.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, by the names it is reported under. */
public final class Figures {

    private final Map<String, Double> byName = new LinkedHashMap<>();

    public void put(String name, double figure) {
        byName.put(name, figure);
    }

    /**
     * @throws IllegalStateException when it was not measured
     */
    public double get(String name) {
        Double figure = byName.get(name);
        if (figure == null) {
            throw new IllegalStateException(name + " was not measured");
        }
        return figure;
    }

    /** Rounded to two decimals. */
    public Map<String, Double> rounded() {
        Map<String, Double> rounded = new LinkedHashMap<>();
        byName.forEach((name, figure) -> rounded.put(name, Math.round(figure * 100) / 100.0));
        return Collections.unmodifiableMap(rounded);
    }
}
