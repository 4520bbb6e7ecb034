package io.xiaohu.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of an article, without scripts. */
@IntegrationTest
class ArticlePageIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void anArticleAsksWhetherItHelpedAndNamesWhatToReadNext() {
        String page = new ApiCaller(port).get("/en/help/fees").text();
        assertThat(page).contains("Did this help?").contains("action=\"/en/help/fees\"");
        assertThat(page).contains("href=\"/en/help/how-to-withdraw\"");
        assertThat(new ApiCaller(port).get("/en/help/fees?thanks").text()).contains("Thank you.");
    }
}
