package io.xiaohu.support.web;

import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.MachineAnswers;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.MessageRow.Author;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lines as either side sees them; those a machine answered with say where the answer is from. */
@Component
class LinesShown {

    private final MachineAnswers answers;

    LinesShown(MachineAnswers answers) {
        this.answers = answers;
    }

    List<Shown.Line> of(List<MessageRow> lines, ConversationRow row, Locale reader) {
        // An answer has a client id, what the house says of a conversation has none.
        boolean answered =
                lines.stream()
                        .anyMatch(
                                line -> line.author() == Author.SYSTEM && line.clientId() != null);
        Map<Long, MachineAnswers.Shown> given = answered ? answers.of(row.id()) : Map.of();
        return lines.stream()
                .map(line -> Shown.line(line, row, given.get(line.seq()), reader))
                .toList();
    }
}
