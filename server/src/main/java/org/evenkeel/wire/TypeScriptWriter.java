package org.evenkeel.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes {@code web-client/src/wire/types.ts} from the protocol's records: one interface a message, discriminated
 * unions, and the code tables. A test compares the file with what this class writes.
 */
public final class TypeScriptWriter {

    private final Map<Class<?>, String> written = new LinkedHashMap<>();

    private TypeScriptWriter() {}

    /** The whole file. */
    public static String write() {
        TypeScriptWriter writer = new TypeScriptWriter();
        writer.union(Shapes.oneOf(ClientMessage.class));
        writer.union(Shapes.oneOf(ServerMessage.class));
        return String.join(
                "\n", head(), errorCodes(), closeCodes(), limits(), String.join("\n", writer.written.values()));
    }

    private static String head() {
        return """
        // Generated from the records of org.evenkeel.wire; do not edit. To write it anew:
        // mvn -pl server test -Dtest=WireFilesTest -Devenkeel.write=true
        // Times are milliseconds since 1970, UTC. Ignore fields that are not known here.

        export const PROTOCOL_VERSION = %d;
        export const SUBPROTOCOL = '%s';
        export const SOCKET_PATH = '%s';
        """
                .formatted(Protocol.VERSION, Protocol.SUBPROTOCOL, Protocol.PATH);
    }

    private static String errorCodes() {
        return Arrays.stream(ErrorCode.values())
                .map(code -> "  '" + code.wire() + "', // " + code.sentence() + "\n")
                .collect(
                        Collectors.joining(
                                "",
                                "/** Why the server did not do something. */\nexport const ERROR_CODES = [\n",
                                "] as const;\nexport type ErrorCode = (typeof ERROR_CODES)[number];\n"));
    }

    private static String closeCodes() {
        return Arrays.stream(CloseCode.values())
                .map(code -> "  " + code.wire() + ": " + code.number() + ", // " + code.sentence() + "\n")
                .collect(
                        Collectors.joining(
                                "",
                                "/** Why the server closed the socket, by name. */\nexport const CLOSE_CODES = {\n",
                                """
                                } as const;
                                export type CloseName = keyof typeof CLOSE_CODES;
                                export type CloseCode = (typeof CLOSE_CODES)[CloseName];
                                /** Close codes from here to 4999 mean "do not come back by yourself", 4000 up to here "come back". */
                                export const FIRST_FINAL_CLOSE_CODE = %d;
                                """
                                        .formatted(CloseCode.FIRST_FINAL)));
    }

    private static String limits() {
        return comment(Shapes.meaning(Limits.class), "")
                + "export const LIMITS = "
                + constant(Shapes.fields(Limits.class), Limits.defaults(), "")
                + " as const;\n";
    }

    private static String constant(Shape.Fields shape, Object record, String indent) {
        StringBuilder out = new StringBuilder("{\n");
        for (Shape.Field field : shape.fields()) {
            Object value = Records.read(field, record);
            out.append(comment(field.meaning(), indent + "  "))
                    .append(indent)
                    .append("  ")
                    .append(field.name())
                    .append(": ")
                    .append(field.shape() instanceof Shape.Fields inner ? constant(inner, value, indent + "  ") : value)
                    .append(",\n");
        }
        return out.append(indent).append("}").toString();
    }

    private String union(Shape.OneOf union) {
        String name = union.type().getSimpleName();
        if (!written.containsKey(union.type())) {
            for (Shape.Case one : union.cases()) {
                object(one.fields(), caseName(union, one), union.discriminator() + ": '" + one.name() + "'");
            }
            String cases =
                    union.cases().stream().map(one -> "\n  | " + caseName(union, one)).collect(Collectors.joining());
            written.put(union.type(), "export type " + name + " =" + cases + ";\n");
        }
        return name;
    }

    /** {@code ServerMessage.Error} becomes {@code ErrorMessage}, {@code Change.Member} {@code MemberChange}. */
    private static String caseName(Shape.OneOf union, Shape.Case one) {
        String suffix = union.type().getSimpleName().replaceAll("^.*(?=\\p{Upper})", "");
        return one.fields().type().getSimpleName() + suffix;
    }

    private String object(Shape.Fields shape, String name, String discriminator) {
        if (!written.containsKey(shape.type())) {
            StringBuilder out =
                    new StringBuilder(comment(Shapes.meaning(shape.type()), ""))
                            .append("export interface ")
                            .append(name)
                            .append(" {\n");
            if (!discriminator.isEmpty()) {
                out.append("  readonly ").append(discriminator).append(";\n");
            }
            for (Shape.Field field : shape.fields()) {
                out.append(comment(field.meaning(), "  "))
                        .append("  readonly ")
                        .append(field.name())
                        .append(field.optional() ? "?: " : ": ")
                        .append(type(field.shape()))
                        .append(";\n");
            }
            written.put(shape.type(), out.append("}\n").toString());
        }
        return name;
    }

    private String type(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "string";
            case Shape.Whole _ -> "number";
            case Shape.Flag _ -> "boolean";
            case Shape.CloseNumber _ -> "CloseCode";
            case Shape.Word word -> word(word);
            case Shape.ListOf list -> "readonly " + type(list.item()) + "[]";
            case Shape.Fields fields -> object(fields, fields.type().getSimpleName(), "");
            case Shape.OneOf union -> union(union);
        };
    }

    private String word(Shape.Word word) {
        String name = word.type().getSimpleName();
        if (word.type() != ErrorCode.class && !written.containsKey(word.type())) {
            String words =
                    Arrays.stream(word.type().getEnumConstants())
                            .map(constant -> "'" + Words.wire(constant) + "'")
                            .collect(Collectors.joining(" | "));
            written.put(word.type(), "export type " + name + " = " + words + ";\n");
        }
        return name;
    }

    private static String comment(String meaning, String indent) {
        return meaning.isEmpty() ? "" : indent + "/** " + meaning + " */\n";
    }
}
