package org.evenkeel.node;

import org.evenkeel.setup.Answers;
import org.evenkeel.setup.Question;
import org.evenkeel.setup.Setup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** From an installed package to a running service. */
@Command(
        name = "setup",
        description = {
            "Sets this machine up and starts the services.",
            "Asks what it must know, or reads it from a file, shows what is not as it should be, and makes it so:"
                    + " Redis,",
            "Janus, Caddy, the relay, the configuration, the first supervisor. Doing it again changes nothing that is"
                    + " right."
        },
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {

    @Option(names = "--answers", paramLabel = "FILE", description = "Reads the answers from a file and asks nothing.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--template", description = "Prints a file of answers to fill in, and does nothing.")
    private boolean template;

    @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Makes the changes without asking whether it may.")
    private boolean yes;

    @Spec private CommandSpec spec;

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private PrintWriter out;

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        if (template) {
            Question.template().forEach(out::println);
            return 0;
        }
        var setup = Setup.ofThisMachine(ConfigFile::with);
        if (!setup.isInstalled()) {
            throw new StartProblem("setup is for a machine with the package: deploy/README.md says how to get it.");
        }
        if (!System.getProperty("user.name").equals("root")) {
            throw new StartProblem("setup changes the machine: sudo evenkeel setup");
        }
        Map<String, String> texts = file.isPresent() ? Setup.answersIn(Files.readString(file.get())) : asked(setup);
        try {
            var answers = Answers.read(texts);
            setup.mustKeepRecord(answers);
            return carriedOut(setup, answers, texts);
        } catch (Answers.Problems e) {
            throw new ConfigProblems(e.sentences());
        }
    }

    private int carriedOut(Setup setup, Answers answers, Map<String, String> texts) throws IOException {
        List<Setup.Step> packages = setup.packages(answers);
        if (!carriedOut(packages)) {
            return 1;
        }
        List<Setup.Step> steps = setup.steps(answers, texts);
        if (!carriedOut(steps)) {
            return 1;
        }
        if (packages.isEmpty() && steps.isEmpty()) {
            out.println("Everything is as it should be.");
        }
        last(setup, answers);
        return 0;
    }

    /** Shows them, asks, makes them. @return false when they may not be made */
    private boolean carriedOut(List<Setup.Step> steps) throws IOException {
        if (steps.isEmpty()) {
            return true;
        }
        out.println(dryRun ? "This would change:" : "This changes:");
        steps.stream().flatMap(step -> step.lines().stream()).forEach(line -> out.println("  " + line));
        if (!dryRun && !mayGoOn()) {
            out.println("Nothing of this was changed.");
            return false;
        }
        if (!dryRun) {
            steps.forEach(this::made);
        }
        return true;
    }

    private void made(Setup.Step step) {
        out.println("-> " + step.lines().getFirst());
        out.flush();
        try {
            step.make();
        } catch (RuntimeException e) {
            throw new StartProblem(
                    e.getMessage() + "\nWhat stands above was done. Mend this, then run evenkeel setup again.", e);
        }
    }

    private void last(Setup setup, Answers answers) {
        setup.firewall(answers).forEach(out::println);
        if (!setup.startsServices()) {
            out.println(
                    "No service manager runs here: evenkeel-redis, evenkeel-janus and evenkeel are yours to start.");
        }
        if (!setup.hasSfu()) {
            out.println(
                    "Sessions have neither sound nor picture: there is no package janus for this system. What can be"
                            + " done: /usr/share/doc/evenkeel/README.md, \"What it needs\".");
        }
        if (answers.backup().isEmpty()) {
            out.println("No backup is made by itself: /usr/share/doc/evenkeel/README.md says how one is, every night.");
        }
        out.println("The clinic's address: " + answers.origin() + "/staff");
    }

    private boolean mayGoOn() throws IOException {
        return yes || ask("Make these changes? (yes or no)", "no").equals("yes");
    }

    /** Asks again until the answer can be used. */
    private Map<String, String> asked(Setup setup) throws IOException {
        Map<String, String> last = setup.lastAnswers();
        var texts = new LinkedHashMap<String, String>();
        for (Question question : Question.values()) {
            if (!question.matters(texts)) {
                continue;
            }
            texts.put(question.key(), asked(question, last.getOrDefault(question.key(), question.fallback())));
        }
        return texts;
    }

    private String asked(Question question, String suggestion) throws IOException {
        while (true) {
            String answer = ask(question.text(), suggestion);
            Optional<String> problem = Answers.problem(question, answer);
            if (problem.isEmpty()) {
                return answer;
            }
            out.println("  " + problem.get());
        }
    }

    private String ask(String text, String suggestion) throws IOException {
        out.print(suggestion.isEmpty() ? text + ": " : "%s [%s]: ".formatted(text, suggestion));
        out.flush();
        String line = in.readLine();
        if (line == null) {
            throw new StartProblem("\nNobody answers. For unattended use: evenkeel setup --answers FILE --yes");
        }
        return line.isBlank() ? suggestion : line.strip();
    }
}
