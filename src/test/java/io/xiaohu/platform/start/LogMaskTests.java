package io.xiaohu.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMaskTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    call from 13800137281           | call from 1*******7281
                    call from +8613800137281        | call from 1*******7281
                    number 11010519491231002X given | number ****************2X given
                    number 110105194912310021       | number ****************21
                    order 1101051949123100213       | order 1101051949123100213
                    nothing to hide                 | nothing to hide
                    """)
    void whatSlipsIntoALogIsMasked(String written, String kept) {
        assertThat(LogMask.mask(written)).isEqualTo(kept);
    }
}
