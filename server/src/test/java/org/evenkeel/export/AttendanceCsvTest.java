package org.evenkeel.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.record.Clinic;
import org.evenkeel.record.ReviewSheet;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class AttendanceCsvTest {

    private final Clinic clinic = new Clinic().take(Clinic.evening().end("19:31:00"));

    private static String write(boolean names, List<ReviewSheet> sessions) throws IOException {
        StringBuilder out = new StringBuilder();
        new AttendanceCsv(names).write(sessions, out);
        return out.toString();
    }

    /** A reader of RFC 4180, written from the standard. */
    private static List<List<String>> read(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(cells));
                    cells.clear();
                }
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        return records;
    }

    private Map<String, String> row(boolean names, int index) throws IOException {
        var records = read(write(names, List.of(clinic.sheet())));
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < AttendanceCsv.COLUMNS.size(); i++) {
            row.put(records.getFirst().get(i), records.get(index).get(i));
        }
        return row;
    }

    @Test
    void aRowSaysWhatIsKnownAndLeavesTheRestEmpty() throws IOException {
        clinic.signed();
        assertThat(row(false, 1))
                .containsEntry("session_id", "session-1")
                .containsEntry("date", "2026-11-17")
                .containsEntry("series", "Made-up evening group")
                .containsEntry("kind", "therapy")
                .containsEntry("modality", "online")
                .containsEntry("scheduled_start", "2026-11-17T13:00:00-05:00")
                .containsEntry("actual_end", "2026-11-17T14:31:00-05:00")
                .containsEntry("participant_reference", "P-0001")
                .containsEntry("participant_name", "")
                .containsEntry("first_join", "2026-11-17T13:00:00-05:00")
                .containsEntry("last_leave", "2026-11-17T14:31:00-05:00")
                .containsEntry("seconds", "5400")
                .containsEntry("minutes", "90")
                .containsEntry("status", "present")
                .containsEntry("number_in_group", "1")
                .containsEntry("facilitator", "Testina Counselor")
                .containsEntry("facilitator_credential", "LCSW")
                .containsEntry("signed_at", "2026-11-17T15:00:00-05:00")
                .containsEntry("units", "6")
                .containsEntry("participant_state", "")
                .containsEntry("billable", "")
                .containsEntry("notice", Part2Notice.TEXT);
    }

    @Test
    void somebodyWhoWasAbsentHasARowWithoutTimes() throws IOException {
        assertThat(row(false, 2))
                .containsEntry("participant_reference", "P-0002")
                .containsEntry("status", "no_show")
                .containsEntry("minutes", "0")
                .containsEntry("first_join", "")
                .containsEntry("modality", "")
                .containsEntry("signed_at", "");
    }

    @Test
    void namesStandThereOnlyOnRequest() throws IOException {
        assertThat(write(false, List.of(clinic.sheet()))).doesNotContain("Made-Up", "Invented");
        assertThat(row(true, 1)).containsEntry("participant_name", "Ann Made-Up");
    }

    @Test
    void phoneTimeIsMarkedAsEnteredByStaff() throws IOException {
        Clinic.done(
                clinic.book.enterPhone(
                        Clinic.SESSION,
                        Clinic.BO,
                        SampleLedger.interval("18:00:00", "18:30:00"),
                        "made-up reason",
                        Clinic.COUNSELOR));
        assertThat(row(false, 2)).containsEntry("modality", "phone (entered by staff)").containsEntry("minutes", "30");
    }

    @Test
    void aFileWithoutParticipantsStillCarriesTheNotice() throws IOException {
        assertThat(read(write(false, List.of()))).hasSize(2);
        assertThat(write(false, List.of())).endsWith(Part2Notice.TEXT + "\r\n");
    }

    @Test
    void theNoticeIsTheShortTextOfTheRule() {
        assertThat(Part2Notice.TEXT)
                .isEqualTo("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
    }

    @Test
    void cellsThatASpreadsheetWouldRunAreMadeHarmless() {
        for (String bad : List.of("=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", "\n=1", " =1", "＝1")) {
            assertThat(read(CsvLine.of(List.of(bad, "x"))).getFirst().getFirst()).isEqualTo("'" + bad);
        }
        assertThat(CsvLine.of(List.of("a=b", "2026-11-17"))).isEqualTo("a=b,2026-11-17\r\n");
    }

    @Test
    void separatorsQuotesAndLineBreaksSurvive() {
        List<String> odd = List.of("a,b", "say \"hello\"", "two\r\nlines", "", "é ñ", " blank ");
        assertThat(read(CsvLine.of(odd))).containsExactly(odd);
    }
}
