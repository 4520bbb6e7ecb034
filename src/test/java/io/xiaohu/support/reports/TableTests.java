package io.xiaohu.support.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTests {

    @Test
    void aTableIsCommaSeparatedQuotedWhereNeededAndMarkedAsUtf8() {
        Table table = new Table(List.of("客服", "数"));
        table.row("林, \"小\"满", 3).row(null, -2.5);
        assertThat(table.toString())
                .isEqualTo("\uFEFF客服,数\r\n\"林, \"\"小\"\"满\",3\r\n\"\",-2.5\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+86",
                "-1",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "  =cmd|' /C calc'!A0",
                "＝1+1"
            })
    void noTextIsAFormula(String text) {
        Table table = new Table(List.of("a"));
        table.row(text);
        assertThat(table.toString()).contains("'" + text);
    }
}
