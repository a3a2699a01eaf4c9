package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.util.List;
import java.util.stream.Stream;

/** What commands say of themselves is whole sentences, in the list of commands too. */
class HelpTest {

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(Stream.of(line), line.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    private static List<CommandLine> commands() {
        return all(Main.commandLine()).toList();
    }

    @Test
    void eachIsOneSentenceInTheListOfCommands() {
        for (var group : commands()) {
            for (var name : group.getSubcommands().keySet()) {
                var line =
                        group.getUsageMessage()
                                .lines()
                                .filter(each -> each.matches("  " + name + " +[A-Z].*"))
                                .findFirst();
                assertThat(line).as(name).isPresent();
                assertThat(line.get()).as(name).endsWith(".");
            }
        }
    }

    /** A line that ends within a sentence would be wrapped twice. */
    @Test
    void aDescriptionIsParagraphsOfWholeSentences() {
        for (var command : commands()) {
            var spec = command.getCommandSpec();
            Stream.concat(
                            Stream.of(spec.usageMessage().description()),
                            spec.options().stream().flatMap(option -> Stream.of(option.description())))
                    .filter(text -> !text.contains("server/docs"))
                    .forEach(
                            text ->
                                    assertThat(text)
                                            .as(spec.qualifiedName())
                                            .matches("(?s).*([.?!)]|evenkeel config)"));
        }
    }
}
