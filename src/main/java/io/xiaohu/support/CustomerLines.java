package io.xiaohu.support;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.ConversationRows;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What customers wrote, line by line. */
@Service
public class CustomerLines {

    private final ConversationRows rows;

    CustomerLines(ConversationRows rows) {
        this.rows = rows;
    }

    /**
     * A line the customer wrote.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it is ours or was taken back
     */
    public MessageRow get(UUID conversation, long seq) {
        return rows.line(conversation, seq)
                .filter(line -> line.author() == Author.CUSTOMER && !line.withdrawn())
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }
}
