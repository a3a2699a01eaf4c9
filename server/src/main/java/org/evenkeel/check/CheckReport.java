package org.evenkeel.check;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that was found, in the order of {@link Subject}.
 *
 * @param whom the address that was looked at
 * @param made false: nothing could be looked at, and the findings say why
 */
public record CheckReport(String whom, Instant at, List<Finding> findings, boolean made) {

    /** As plugins of monitoring systems say "unknown". */
    public static final int NOT_MADE = 3;

    private static final int WIDTH = 110;
    private static final int STATE = 9;
    private static final int CODE = 20;
    private static final String INDENT = " ".repeat(2 + STATE + CODE);

    static CheckReport of(String whom, Instant at, List<Finding> findings) {
        var sorted =
                findings.stream().sorted(Comparator.comparing(Finding::subject).thenComparing(Finding::found)).toList();
        return new CheckReport(whom, at, sorted, true);
    }

    /** A report of one thing, when nothing else can be looked at. */
    public static CheckReport only(Finding finding, Instant at) {
        return new CheckReport("", at, List.of(finding), true);
    }

    /** A report of why nothing was looked at. */
    public static CheckReport notMade(Finding why, Instant at) {
        return new CheckReport("", at, List.of(why), false);
    }

    /** The exit status, as plugins of monitoring systems have it. */
    public int status() {
        return made ? state().status() : NOT_MADE;
    }

    /** As bad as the worst finding. */
    public Finding.State state() {
        return findings.stream().map(Finding::state).max(Comparator.naturalOrder()).orElse(Finding.State.FINE);
    }

    /** For people: one line each, and three more where something is to be done. No colours. */
    public List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(whom.isEmpty() ? "Evenkeel check" : "Evenkeel check of " + whom);
        for (var area : Area.values()) {
            var here = findings.stream().filter(finding -> finding.subject().area() == area).toList();
            if (!here.isEmpty()) {
                lines.add("");
                lines.add(area.title());
                here.forEach(finding -> lines.addAll(lines(finding)));
            }
        }
        lines.add("");
        lines.add(summary());
        return List.copyOf(lines);
    }

    private static List<String> lines(Finding finding) {
        var lines = new ArrayList<String>();
        var head = "  %-9s%-20s".formatted(finding.state().word(), finding.subject().code() + " ");
        lines.addAll(wrapped(head, finding.found()));
        if (finding.state() != Finding.State.FINE) {
            lines.addAll(wrapped(INDENT, "Why: " + finding.subject().why()));
            lines.addAll(wrapped(INDENT, "Do:  " + finding.whatToDo()));
        }
        return lines;
    }

    /** A word is never cut, so a command that is longer than a line stays whole. */
    private static List<String> wrapped(String head, String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(head);
        boolean begun = false;
        for (var word : text.split(" ")) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(text.startsWith("Why:") || text.startsWith("Do:") ? INDENT + "     " : INDENT);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }

    private String summary() {
        var counts = findings.stream().collect(Collectors.groupingBy(Finding::state, Collectors.counting()));
        long accepted = counts.getOrDefault(Finding.State.ACCEPTED, 0L);
        return "%d looked at: %d fine%s, %d to be looked after, %d broken."
                .formatted(
                        findings.size(),
                        counts.getOrDefault(Finding.State.FINE, 0L),
                        accepted == 0 ? "" : ", %d accepted".formatted(accepted),
                        counts.getOrDefault(Finding.State.WARNING, 0L),
                        counts.getOrDefault(Finding.State.BROKEN, 0L));
    }

    /** For machines: codes and states are stable, texts are not. */
    public String json() {
        var mapper = JsonMapper.builder().build();
        var root = mapper.createObjectNode().put("at", at.toString()).put("address", whom);
        root.put("state", state().word()).put("status", status());
        var list = root.putArray("findings");
        for (var finding : findings) {
            var one = list.addObject();
            one.put("code", finding.subject().code()).put("area", finding.subject().area().code());
            one.put("state", finding.state().word()).put("found", finding.found());
            if (finding.state() != Finding.State.FINE) {
                one.put("why", finding.subject().why()).put("step", finding.whatToDo());
            }
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
