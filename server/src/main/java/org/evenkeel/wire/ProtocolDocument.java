package org.evenkeel.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes {@code server/docs/protocol.md} from the protocol's records. A test compares the file with what this class
 * writes.
 */
public final class ProtocolDocument {

    private final Map<Class<?>, Shape.Fields> views = new LinkedHashMap<>();
    private final Map<Class<?>, Shape.Word> words = new LinkedHashMap<>();

    private ProtocolDocument() {}

    /**
     * The whole document.
     *
     * @param rights the table of rights in Markdown; it is the room's, which this package does not know
     */
    public static String write(String rights) {
        return new ProtocolDocument().document(rights);
    }

    private String document(String rights) {
        List<String> parts = new ArrayList<>();
        parts.add(head());
        parts.add(union("Client to server", Shapes.oneOf(ClientMessage.class)));
        parts.add(union("Commands", Shapes.oneOf(ClientCommand.class)));
        parts.add(union("Server to client", Shapes.oneOf(ServerMessage.class)));
        parts.add(union("Changes", Shapes.oneOf(Change.class)));
        parts.add(views());
        parts.add(words());
        parts.add(
                "## Rights\n\nWhat is above one's role is refused with `not_allowed`; nobody is thrown out for it.\n\n"
                        + rights);
        parts.add(errorCodes());
        parts.add(closeCodes());
        parts.add(limits());
        return String.join("\n", parts);
    }

    private static String head() {
        return """
        # The WebSocket protocol, version %d

        Generated from the records of `org.evenkeel.wire`; do not edit. To write it anew:
        `mvn -pl server test -Dtest=ProtocolDocumentTest -Devenkeel.write=true`.

        The socket is at `%s`, the subprotocol is `%s`. Every message is one JSON object in one text frame; its name
        stands in `t`, a command's in `kind`. An absent optional field (marked `?`) is missing, never null. Times are
        milliseconds since 1970, UTC; every number is a whole number from 0 to 2^53 - 1. Clients ignore fields that
        they do not know; the server refuses them with `bad_message`.

        The first frame is `hello` with a ticket from the HTTP API, or `resume` after a drop. A client numbers its
        commands from 1 and resends those that were not answered after a `resume`: none is applied twice. A position
        is `(epoch, seq)`; a client that receives an `ev` whose `after` is greater than its own `seq` has missed
        something and connects again with `resume`. Waiting people stand outside the numbering and get `sync`.
        The server sends a protocol Ping every few seconds, which browsers answer by themselves.
        """
                .formatted(Protocol.VERSION, Protocol.PATH, Protocol.SUBPROTOCOL);
    }

    private String union(String title, Shape.OneOf union) {
        StringBuilder out =
                new StringBuilder("## " + title + "\n\n| `" + union.discriminator() + "` | fields | meaning |\n")
                        .append("|---|---|---|\n");
        for (Shape.Case one : union.cases()) {
            out.append(row("`" + one.name() + "`", fields(one.fields()), Shapes.meaning(one.fields().type())));
        }
        return out.toString();
    }

    private String fields(Shape.Fields shape) {
        return shape.fields().stream()
                .map(
                        field ->
                                "`"
                                        + field.name()
                                        + (field.optional() ? "?`: " : "`: ")
                                        + type(field.shape())
                                        + (field.meaning().isEmpty()
                                                ? ""
                                                : " (" + field.meaning().replaceAll("\\.$", "") + ")"))
                .collect(Collectors.joining("<br>"));
    }

    private String type(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> text.max() == Integer.MAX_VALUE ? "text" : "text of 1 to " + text.max();
            case Shape.Whole _ -> "number";
            case Shape.Flag _ -> "true or false";
            case Shape.CloseNumber _ -> "close code";
            case Shape.Word word -> word.type() == ErrorCode.class ? "error code" : word(word);
            case Shape.ListOf list -> "list of " + type(list.item());
            case Shape.Fields fields -> view(fields);
            case Shape.OneOf union -> union.type() == Change.class ? "change" : "command";
        };
    }

    private String word(Shape.Word word) {
        words.put(word.type(), word);
        return word.type().getSimpleName();
    }

    private String view(Shape.Fields fields) {
        views.put(fields.type(), fields);
        return fields.type().getSimpleName();
    }

    private String views() {
        StringBuilder out = new StringBuilder("## Views\n\n| view | fields | meaning |\n|---|---|---|\n");
        List<Class<?>> done = new ArrayList<>();
        while (done.size() < views.size()) {
            for (Shape.Fields view : List.copyOf(views.values())) {
                if (!done.contains(view.type())) {
                    done.add(view.type());
                    out.append(row(view.type().getSimpleName(), fields(view), Shapes.meaning(view.type())));
                }
            }
        }
        return out.toString();
    }

    private String words() {
        return words.values().stream()
                .map(
                        word ->
                                "| "
                                        + word.type().getSimpleName()
                                        + " | "
                                        + Arrays.stream(word.type().getEnumConstants())
                                                .map(constant -> "`" + Words.wire(constant) + "`")
                                                .collect(Collectors.joining(", "))
                                        + " |\n")
                .collect(Collectors.joining("", "## Words\n\n| word | one of |\n|---|---|\n", ""));
    }

    private static String errorCodes() {
        return Arrays.stream(ErrorCode.values())
                .map(code -> "| `" + code.wire() + "` | " + code.sentence() + " |\n")
                .collect(Collectors.joining("", "## Error codes\n\n| code | meaning |\n|---|---|\n", ""));
    }

    private static String closeCodes() {
        return Arrays.stream(CloseCode.values())
                .map(
                        code ->
                                row(
                                        String.valueOf(code.number()),
                                        "`" + code.wire() + "`",
                                        code.sentence() + (code.comesBack() ? " Come back." : " Final.")))
                .collect(Collectors.joining("", "## Close codes\n\n| number | name | meaning |\n|---|---|---|\n", ""));
    }

    private static String limits() {
        return Shapes.fields(Limits.class).fields().stream()
                .map(field -> row("`" + field.name() + "`", amount(field), field.meaning()))
                .collect(
                        Collectors.joining(
                                "",
                                "## Limits\n\n"
                                        + "Defaults; each is a setting.\n\n"
                                        + "| limit | default | meaning |\n"
                                        + "|---|---|---|\n",
                                ""));
    }

    private static String amount(Shape.Field field) {
        Object value = Records.read(field, Limits.defaults());
        return value instanceof Rate(int burst, long millis) ? burst + " in " + millis + " ms" : String.valueOf(value);
    }

    private static String row(String first, String second, String third) {
        return "| " + first + " | " + second + " | " + third + " |\n";
    }
}
