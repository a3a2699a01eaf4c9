package org.evenkeel.bench;

import org.evenkeel.load.LoadReport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Loads ours or the bare server and reads what the generator found. */
record Loads(Children children, long warmUp, long seconds, long traced, int rounds) {

    /** What the bare server and ours did with the same load. */
    record Both(LoadReport bare, LoadReport ours) {}

    /**
     * One after the other in each round, since a machine's speed drifts; of each the round in the middle, by CPU a
     * delivery.
     */
    Both both(int rooms, int members) throws IOException, InterruptedException {
        var bare = new ArrayList<LoadReport>();
        var ours = new ArrayList<LoadReport>();
        for (int i = 0; i < rounds; i++) {
            var tokens = children.fresh("run").resolve("tokens.json");
            try (var _ = children.bare(tokens, rooms, members)) {
                bare.add(closedLoop(tokens));
            }
            tokens = children.fresh("run").resolve("tokens.json");
            try (var _ = children.ours(tokens, rooms, members, false)) {
                ours.add(closedLoop(tokens));
            }
        }
        return new Both(middle(bare), middle(ours));
    }

    private static LoadReport middle(List<LoadReport> reports) {
        return reports.stream()
                .sorted(Comparator.comparingDouble(each -> each.traffic().orElseThrow().cpuMicrosADelivery()))
                .toList()
                .get(reports.size() / 2);
    }

    private LoadReport closedLoop(Path tokens) throws IOException, InterruptedException {
        return load(tokens, "--warm-up=" + warmUp, "--seconds=" + seconds, "--system-calls=" + traced);
    }

    /**
     * One run of the generator.
     *
     * @throws IllegalStateException when something was lost, doubled or refused: such figures mean nothing
     */
    LoadReport load(Path tokens, String... more) throws IOException, InterruptedException {
        var json = tokens.resolveSibling("report.json");
        var command = children.evenkeel("loadtest", "--tokens=" + tokens, "--json=" + json);
        command.addAll(Arrays.asList(more));
        children.run(command, "load");
        var report = LoadReport.read(json);
        report.table().forEach(System.out::println);
        if (!report.problems().isEmpty()) {
            throw new IllegalStateException("the run had problems: " + report.problems());
        }
        return report;
    }
}
