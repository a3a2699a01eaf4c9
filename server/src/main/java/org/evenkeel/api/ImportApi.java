package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.ImportResult;
import org.evenkeel.program.Participant;
import org.evenkeel.program.ParticipantCsv;
import org.evenkeel.program.ParticipantImport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of participants: looked through, or taken in as a whole. */
final class ImportApi {

    private static final int LARGEST_FILE_BYTES = 2_000_000;
    private static final Pattern NAME_COLUMN = Pattern.compile("(?i)(^|,)(\\s*\"?)name(\"?\\s*)(?=,|$)");

    private final ParticipantImport imports;
    private final Json json;

    ImportApi(ApiParts parts, Json json) {
        this.imports = parts.clinic().imports();
        this.json = json;
    }

    void addTo(Resources to) {
        to.changing(
                Access.PARTICIPANTS,
                Audits.each(AuditAction.PARTICIPANT_IMPORT),
                "POST",
                "/api/clinic/participants/import",
                LARGEST_FILE_BYTES,
                this::take);
    }

    private HttpReply take(HttpCall call, StaffIdentity staff, Trace trace) {
        boolean checkOnly =
                switch (call.query("check").orElse("false")) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw ApiProblem.ofField("check");
                };
        String csv = programColumns(text(call));
        return json.reply(checkOnly ? checked(staff, csv) : taken(staff, csv, trace));
    }

    private Answer checked(StaffIdentity staff, String csv) {
        return new Answer(ParticipantCsv.count(csv), 0, problems(imports.check(staff.caller(), csv)));
    }

    private Answer taken(StaffIdentity staff, String csv, Trace trace) {
        return switch (imports.run(staff.caller(), csv)) {
            case ImportResult.Imported(var people) -> {
                trace.about(people.stream().map(Participant::id).toList());
                yield new Answer(people.size(), people.size(), List.of());
            }
            case ImportResult.Refused(var problems) -> new Answer(ParticipantCsv.count(csv), 0, problems(problems));
        };
    }

    private static String text(HttpCall call) {
        String type = call.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase("text/csv")) {
            throw new ApiProblem(ApiCode.BAD_REQUEST);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(call.body())).toString();
        } catch (CharacterCodingException _) {
            throw new ApiProblem(ApiCode.BAD_REQUEST);
        }
    }

    /** The name that others see is called {@code name} in these files, as everywhere on the wire. */
    private static String programColumns(String csv) {
        String head = csv.lines().findFirst().orElse("");
        return NAME_COLUMN.matcher(head.replace("\uFEFF", "")).replaceAll("$1$2display_name$3")
                + csv.substring(head.length());
    }

    private static List<Problem> problems(List<ImportResult.LineProblem> problems) {
        return problems.stream()
                .map(
                        each ->
                                new Problem(
                                        each.line(),
                                        Optional.of(each.field())
                                                .filter(column -> !column.isEmpty())
                                                .map(column -> column.equals("display_name") ? "name" : column),
                                        each.code().wire(),
                                        Sentences.of(each.code())))
                .toList();
    }

    record Answer(int rows, int imported, List<Problem> problems) {}

    record Problem(int line, Optional<String> column, String code, String text) {}
}
